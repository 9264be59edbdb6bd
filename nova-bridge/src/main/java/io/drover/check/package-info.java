/** What {@code drover config check --cloud} tries: harmless questions, each bounded in time. */
package io.drover.check;
