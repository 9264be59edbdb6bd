/** A report as blocks, and its two renderings. */
package io.drover.report.document;
