/** {@code drover simulate}: flags, traces and the summary of one run in virtual time. */
package io.drover.simulate;
