/** The cost model against real migrations: how far off it is, and the coefficients that are closest. */
package io.drover.calibration;
