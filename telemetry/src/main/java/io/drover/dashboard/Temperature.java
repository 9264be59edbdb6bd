package io.drover.dashboard;

import java.util.Locale;

/** Hot, cold or between, by the thresholds as the host has them now. In the order of how much one wants to see it. */
enum Temperature {
    HOT,
    /** Its load is not known. */
    UNKNOWN,
    COLD,
    NORMAL;

    static Temperature of(HostDocument host) {
        if (!Double.isFinite(host.load())) return UNKNOWN;
        if (host.load() >= host.push()) return HOT;
        return host.load() <= host.pull() ? COLD : NORMAL;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
