/** Every state that a small fleet can come to: see doc/proof.md. */
package io.drover.explorer;
