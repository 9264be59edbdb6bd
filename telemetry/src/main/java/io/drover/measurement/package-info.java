/** The measurement point: samples the fleet, keeps what it heard, and tells it. Thesis 3.2, 4.3.2, appendix G. */
package io.drover.measurement;
