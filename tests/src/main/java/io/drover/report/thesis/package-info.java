/** The thesis' own numbers. */
package io.drover.report.thesis;
