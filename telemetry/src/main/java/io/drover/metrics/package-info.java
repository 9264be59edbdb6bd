/** What Prometheus reads: names and units by its conventions. Counted where notes and messages pass anyway. */
package io.drover.metrics;
