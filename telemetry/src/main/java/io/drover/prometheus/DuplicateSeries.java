package io.drover.prometheus;

import io.drover.prometheus.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The series of one server. It has more than one while it migrates, when both hosts tell of it; afterwards, until the
 * old one is forgotten; and where two jobs ask the same exporter.
 */
final class DuplicateSeries {

    private static final double ALIKE = 0.1;
    private static final double ALIKE_CPUS = 0.05;

    private final List<Contender> all = new ArrayList<>();

    /**
     * @param points as they were scraped, in the order of time
     */
    private record Contender(Series series, List<Point> points, Optional<ServerRate> rate) {

        Instant last() {
            return points.get(points.size() - 1).at();
        }

        /** Between its last two samples. */
        Duration spacing() {
            if (points.size() < 2) return Duration.ZERO;
            return Duration.between(points.get(points.size() - 2).at(), last());
        }
    }

    void add(Series series, List<Point> measures, Optional<ServerRate> rate) {
        if (!measures.isEmpty()) all.add(new Contender(series, measures, rate));
    }

    /**
     * Those of this host count, if any is known to be; and of them the ones that have not ended.
     *
     * @param here whether a series is this host's
     * @return empty: there is no rate, or there are several, nobody's in particular, that contradict each other
     */
    Optional<ServerRate> rate(Predicate<Series> here) {
        if (all.size() == 1) return all.get(0).rate();
        List<Contender> ours =
                all.stream().filter(each -> here.test(each.series())).toList();
        List<Contender> live = live(ours.isEmpty() ? all : ours);
        if (live.stream().anyMatch(each -> each.rate().isEmpty())) return Optional.empty();
        List<ServerRate> rates = live.stream()
                .map(each -> each.rate().orElseThrow())
                .sorted(Comparator.comparing(ServerRate::cpus))
                .toList();
        if (rates.isEmpty()) return Optional.empty();
        double least = rates.get(0).cpus();
        double most = rates.get(rates.size() - 1).cpus();
        if (most - least > ALIKE_CPUS + ALIKE * most) return Optional.empty();
        return rates.stream().max(Comparator.comparing(ServerRate::at));
    }

    private static List<Contender> live(List<Contender> some) {
        Optional<Contender> newest = some.stream().max(Comparator.comparing(Contender::last));
        if (newest.isEmpty()) return List.of();
        Instant ended = newest.get().last().minus(newest.get().spacing().multipliedBy(2));
        return some.stream().filter(each -> !each.last().isBefore(ended)).toList();
    }
}
