/** Advice for a whole cluster seen at once: values in, values out. */
package io.drover.plan;
