/** The {@code drover} command: data on stdout, words for people on stderr, 0 / 1 failed / 2 usage or configuration. */
package io.drover.cli;
