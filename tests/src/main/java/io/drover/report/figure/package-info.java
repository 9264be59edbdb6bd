/** Line charts, drawn once and written both as SVG and as PNG. */
package io.drover.report.figure;
