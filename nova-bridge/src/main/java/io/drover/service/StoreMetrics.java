package io.drover.service;

import io.drover.metrics.Counts;
import io.drover.store.SqlLedger;

/** How the store does, for Prometheus. */
final class StoreMetrics {

    private StoreMetrics() {}

    static void register(Counts counts, SqlLedger store) {
        counts.gauge(
                "drover_store_up",
                "1: the store took the last entry.",
                value -> value.is(store.state().up() ? 1 : 0));
        counts.gauge(
                "drover_store_waiting_entries",
                "Entries that wait for the store.",
                value -> value.is(store.state().waiting()));
        counts.count(
                "drover_store_entries",
                "Entries written to the store.",
                value -> value.is(store.state().written()));
        counts.count(
                "drover_store_entries_dropped",
                "Entries for which there was no room, or that the store would not take.",
                value -> value.is(store.state().dropped()));
    }
}
