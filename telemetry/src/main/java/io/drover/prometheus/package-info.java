/** Prometheus, as a source of loads: what it is asked, and what its answers say of a host and of servers. */
package io.drover.prometheus;
