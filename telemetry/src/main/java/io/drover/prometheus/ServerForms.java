package io.drover.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Finds out who tells the CPU times of servers, and where. Not thread-safe. */
final class ServerForms {

    private static final Duration GOOD = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofSeconds(60);

    /** Their ids stand in the question once for each label that may hold them. */
    private static final int ENOUGH = 20;

    private final PrometheusClient prometheus;
    private final Optional<String> label;
    private Optional<Found> found = Optional.empty();
    private Instant askAt = Instant.EPOCH;

    ServerForms(PrometheusClient prometheus, Optional<String> label) {
        this.prometheus = prometheus;
        this.label = label;
    }

    /**
     * @param target matchers of the one exporter or Pushgateway that tells; empty: the ids do
     */
    record Found(ServerForm form, String label, String target) {

        /** Of the counters of these servers, and of what is needed to read them. */
        String selector(Collection<String> servers) {
            String ids = PromQl.anyOf(servers);
            return switch (form) {
                case LIBVIRT -> "{" + PromQl.like(Series.NAME, String.join("|", form.naming())) + "," + target + "}";
                case CEILOMETER -> form.metric() + "{" + PromQl.like(label, ids) + "}";
                case PUSHGATEWAY ->
                    // a group may be one server's, or have no such label
                    "{" + PromQl.like(Series.NAME, form.metric() + "|" + ServerForm.PUSH_TIME) + "," + target + ","
                            + PromQl.like(label, ids + "|") + "}";
            };
        }
    }

    Optional<ServerForm> known() {
        return found.map(Found::form);
    }

    /**
     * @param here whether a series is this host's
     * @return empty: nobody tells of any of these servers
     */
    Optional<Found> find(Collection<String> servers, BiPredicate<Series, Instant> here, Instant now) {
        boolean old = now.isBefore(askAt.minus(GOOD)) || !now.isBefore(askAt);
        if (old) {
            found = asked(servers, here, now);
            askAt = now.plus(found.isPresent() ? GOOD : AGAIN);
        }
        return found;
    }

    private Optional<Found> asked(Collection<String> servers, BiPredicate<Series, Instant> here, Instant now) {
        String ids = PromQl.anyOf(servers.stream().limit(ENOUGH).toList());
        List<String> selectors = new ArrayList<>();
        for (ServerForm form : ServerForm.values()) {
            String names = String.join("|", form.naming());
            for (String each : form.labels(label)) {
                selectors.add("{" + PromQl.like(Series.NAME, names) + "," + PromQl.like(each, ids) + "}");
            }
        }
        List<Series> answer =
                prometheus.query(String.join(" or ", selectors), now).series();
        for (ServerForm form : ServerForm.values()) {
            List<Series> its = answer.stream()
                    .filter(series -> form.naming().contains(series.name()))
                    .toList();
            if (!its.isEmpty()) return Optional.of(found(form, its, series -> here.test(series, now)));
        }
        return Optional.empty();
    }

    private Found found(ServerForm form, List<Series> its, java.util.function.Predicate<Series> here) {
        String id = form.labels(label).stream()
                .filter(each ->
                        its.stream().anyMatch(series -> !series.label(each).isEmpty()))
                .findFirst()
                .orElseThrow();
        if (form == ServerForm.CEILOMETER) return new Found(form, id, "");
        List<Series> ours =
                form == ServerForm.LIBVIRT ? its.stream().filter(here).toList() : its;
        return new Found(form, id, mostOften(ours.isEmpty() ? its : ours));
    }

    /** While a server migrates, the exporter of another host tells of it, too; ours tells of more of them. */
    private static String mostOften(List<Series> series) {
        SortedMap<String, Long> targets = new TreeMap<>(series.stream()
                .collect(Collectors.groupingBy(
                        each -> PromQl.equal("job", each.label("job")) + ","
                                + PromQl.equal("instance", each.label("instance")),
                        Collectors.counting())));
        return targets.entrySet().stream()
                .max(Comparator.comparing(java.util.Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }
}
