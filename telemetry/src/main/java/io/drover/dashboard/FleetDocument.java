package io.drover.dashboard;

import io.drover.measurement.FleetView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The hosts that were asked for, and what there is in all.
 *
 * @param summary of all hosts, whatever was asked for
 */
record FleetDocument(Instant now, double intervalSeconds, Summary summary, List<HostDocument> hosts) {

    /** So many names are told. */
    private static final int SOME = 3;

    /**
     * Which hosts.
     *
     * @param search part of a name, case does not matter; empty: all
     * @param sort host or load, with a minus: descending
     * @param offset so many are left out at the beginning
     */
    record Selected(String search, String sort, int offset, int atMost) {

        static final List<String> SORTS = List.of("host", "-host", "load", "-load");

        private boolean matches(HostDocument host) {
            return host.host().toLowerCase(Locale.ROOT).contains(search.strip().toLowerCase(Locale.ROOT));
        }

        /** A load that is not known is below all others. */
        private Comparator<HostDocument> order() {
            Comparator<HostDocument> order = Comparator.comparing(HostDocument::host, NaturalOrder.NAMES);
            if (sort.endsWith("load")) {
                order = Comparator.<HostDocument>comparingDouble(
                                host -> Double.isFinite(host.load()) ? host.load() : -1)
                        .thenComparing(order);
            }
            return sort.startsWith("-") ? order.reversed() : order;
        }
    }

    /**
     * @param hosts the first few, hot ones by load, others by name
     */
    record Some(int count, List<String> hosts) {

        private static Some of(List<HostDocument> all, Predicate<HostDocument> which) {
            List<String> names =
                    all.stream().filter(which).map(HostDocument::host).toList();
            return new Some(names.size(), names.subList(0, Math.min(SOME, names.size())));
        }
    }

    /**
     * @param total hosts that were heard lately
     * @param matching of these, what was searched for
     * @param highest load of the hottest host
     * @param advising in mode advise or propose
     */
    record Summary(
            int total,
            int matching,
            double highest,
            Some hot,
            Some cold,
            Some unknown,
            Some paused,
            Some draining,
            Some advising) {

        private static Summary of(List<HostDocument> all, int matching) {
            List<HostDocument> hottest =
                    all.stream().sorted(new Selected("", "-load", 0, 0).order()).toList();
            return new Summary(
                    all.size(),
                    matching,
                    hottest.isEmpty() ? Double.NaN : hottest.get(0).load(),
                    Some.of(hottest, host -> Temperature.of(host) == Temperature.HOT),
                    Some.of(all, host -> Temperature.of(host) == Temperature.COLD),
                    Some.of(all, host -> Temperature.of(host) == Temperature.UNKNOWN),
                    Some.of(all, HostDocument::paused),
                    Some.of(all, HostDocument::draining),
                    Some.of(all, HostDocument::advises));
        }
    }

    static FleetDocument of(FleetView fleet, Selected selected) {
        List<HostDocument> all = fleet.hosts().stream().map(HostDocument::of).toList();
        List<HostDocument> matching = all.stream().filter(selected::matches).toList();
        List<HostDocument> shown = matching.stream()
                .sorted(selected.order())
                .skip(selected.offset())
                .limit(selected.atMost())
                .toList();
        return new FleetDocument(
                fleet.now(), fleet.interval().toNanos() / 1e9, Summary.of(all, matching.size()), shown);
    }
}
