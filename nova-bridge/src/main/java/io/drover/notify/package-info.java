/** Tells others what happens to a host, as it happens. */
package io.drover.notify;
