/** The hands: asks Nova for live migrations and supervises each to its outcome. */
package io.drover.nova;
