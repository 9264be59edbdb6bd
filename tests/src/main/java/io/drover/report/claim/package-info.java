/** What the thesis claims, and whether the results bear it out. */
package io.drover.report.claim;
