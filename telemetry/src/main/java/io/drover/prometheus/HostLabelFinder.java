package io.drover.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds how Prometheus labels a host that Nova names: as Nova does, or with the domain left out or added, with or
 * without a port; or only in {@code node_uname_info}'s {@code nodename}, where {@code instance} is an address. Not
 * thread-safe.
 */
public final class HostLabelFinder {

    private static final Duration GOOD = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofSeconds(60);

    /** Each has the labels of its target and is told once a host; the first has the kernel's name of the machine. */
    private static final String METRICS = "node_uname_info|node_load1";

    private final PrometheusClient prometheus;
    private final String host;
    private final Optional<String> hostLabel;
    private Optional<HostLabels> place = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Instant askAt = Instant.EPOCH;

    public HostLabelFinder(PrometheusClient prometheus, String host, Optional<String> hostLabel) {
        this.prometheus = prometheus;
        this.host = host;
        this.hostLabel = hostLabel;
    }

    /**
     * A label whose value names the host.
     *
     * @param exactly whether the value is Nova's name to the letter, but for a port
     */
    private record Match(String label, String value, boolean exactly, SortedMap<String, String> target) {}

    String host() {
        return host;
    }

    /**
     * @throws PrometheusException when there is no answer, no node exporter of this host, or more than one host
     */
    HostLabels place(Instant now) {
        boolean old = now.isBefore(askAt.minus(GOOD)) || !now.isBefore(askAt);
        if (old) {
            problem = Optional.empty();
            place = Optional.empty();
            try {
                place = Optional.of(find(now));
                askAt = now.plus(GOOD);
            } catch (PrometheusException e) {
                if (e.unavailable()) throw e;
                problem = Optional.of(e.getMessage());
                askAt = now.plus(AGAIN);
            }
        }
        return place.orElseThrow(() -> PrometheusException.refused(problem.orElseThrow()));
    }

    /** Names by which this host may go when no node exporter tells of it. */
    SortedSet<String> names() {
        return new TreeSet<>(List.of(host.toLowerCase(Locale.ROOT), bareHost()));
    }

    /**
     * Which labels node exporters' series have here, and by which one this host is known: one sentence.
     *
     * @throws PrometheusException when there is no answer, no node exporter at all, or none of this host
     */
    public String told(Instant now) {
        SortedSet<String> labels = new TreeSet<>();
        prometheus
                .query("topk(5, node_load1) or topk(5, node_uname_info)", now)
                .series()
                .forEach(series -> labels.addAll(series.labels().keySet()));
        labels.remove(Series.NAME);
        if (labels.isEmpty()) throw PrometheusException.refused("Prometheus has no series of any node exporter");
        String all = "node exporters have the labels " + String.join(", ", labels);
        try {
            HostLabels found = place(now);
            return all + "; host " + host + " is {" + found.matcher() + "}";
        } catch (PrometheusException e) {
            if (e.unavailable()) throw e;
            throw PrometheusException.refused(e.getMessage() + ": " + all);
        }
    }

    void forget() {
        askAt = Instant.EPOCH;
    }

    private HostLabels find(Instant now) {
        List<String> labels = hostLabel.map(List::of).orElse(HostLabels.LABELS);
        String query = labels.stream()
                .map(label -> "{" + PromQl.like(Series.NAME, METRICS) + "," + PromQl.like(label, regex()) + "}")
                .collect(Collectors.joining(" or "));
        List<Match> matches = prometheus.query(query, now).series().stream()
                .flatMap(series -> labels.stream()
                        .filter(label -> names(series.label(label)))
                        .map(label -> match(label, series)))
                .toList();
        if (matches.isEmpty()) throw PrometheusException.refused(nobody());
        boolean exactly = matches.stream().anyMatch(Match::exactly);
        List<Match> best = matches.stream()
                .filter(match -> match.exactly() == exactly)
                .sorted(Comparator.comparingInt(match -> labels.indexOf(match.label())))
                .toList();
        SortedSet<String> machines =
                best.stream().map(match -> machine(match.target())).collect(Collectors.toCollection(TreeSet::new));
        if (machines.size() > 1) {
            throw PrometheusException.refused("Prometheus has several machines that may be host " + host + ": "
                    + String.join(", ", machines) + "; set host_label");
        }
        return place(best);
    }

    private static Match match(String label, Series series, boolean exactly) {
        return new Match(label, series.label(label), exactly, new TreeMap<>(series.labels()));
    }

    private Match match(String label, Series series) {
        return match(label, series, HostLabels.bare(series.label(label)).equals(host.toLowerCase(Locale.ROOT)));
    }

    /** The kernel's name is no label of the other series: there it is the target's address that tells. */
    private HostLabels place(List<Match> best) {
        SortedSet<String> names = names();
        for (Match match : best) {
            names.add(HostLabels.bare(match.value()));
            names.add(machine(match.target()));
        }
        names.remove("");
        Match first = best.stream()
                .filter(match -> !match.label().equals("nodename"))
                .findFirst()
                .orElse(null);
        if (first != null) return new HostLabels(PromQl.equal(first.label(), first.value()), first.label(), names);
        String instance = best.get(0).target().getOrDefault("instance", "");
        return new HostLabels(PromQl.equal("instance", instance), "instance", names);
    }

    private static String machine(Map<String, String> target) {
        return HostLabels.bare(target.getOrDefault("instance", ""));
    }

    private String nobody() {
        return hostLabel
                .map(label -> "Prometheus has no series of a node exporter whose " + label + " is " + host)
                .orElse("Prometheus has no series of a node exporter with a label that names host " + host);
    }

    private boolean names(String value) {
        return value.matches(regex());
    }

    /** With a domain, the same without; without one, any domain. */
    private String regex() {
        String name = PromQl.literally(host);
        String other = host.contains(".") && !isAddress() ? PromQl.literally(bareHost()) : name + "\\..+";
        return "(?i:" + name + "|" + other + ")(:[0-9]+)?";
    }

    private String bareHost() {
        return isAddress() ? host : host.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    }

    private boolean isAddress() {
        return host.matches("[0-9.]+|.*:.*");
    }
}
