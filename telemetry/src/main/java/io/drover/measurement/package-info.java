/** The measurement point: samples the fleet, keeps what it heard, and tells it. doc/sources.md, 3.2, 4.3.2. */
package io.drover.measurement;
