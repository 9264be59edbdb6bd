package io.drover.config;

/** Where the loads of servers come from. */
public enum ServerLoadSource {
    GNOCCHI,
    /** Nova's diagnostics: CPU times between two samples. */
    DIAGNOSTICS
}
