/** The thesis' experiments as a report: runs them, keeps what is finished, judges the thesis' claims, and tells it. */
package io.drover.report;
