/** The measurement point as a service: the composition root of {@code drover measure}. */
package io.drover.service;
