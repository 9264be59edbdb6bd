package io.drover.prometheus;

import io.drover.prometheus.PrometheusClient.Answer;
import io.drover.prometheus.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How much CPU servers use, by whichever exporter tells it, with one question for all of them: the counters themselves,
 * as they were scraped. Not thread-safe.
 */
public final class ServerRates {

    /** Of 36 letters each, in an address that a proxy still takes. */
    private static final int SERVERS_AT_ONCE = 150;

    private final PrometheusClient prometheus;
    private final HostLabelFinder finder;
    private final PrometheusSettings settings;
    private final ServerForms forms;
    private final Duration reach;
    private Optional<String> partial = Optional.empty();

    /**
     * @param reach how far back two measures of a server may lie where they are rarer than scrapes
     */
    public ServerRates(
            PrometheusClient prometheus, HostLabelFinder finder, PrometheusSettings settings, Duration reach) {
        this.prometheus = prometheus;
        this.finder = finder;
        this.settings = settings;
        this.forms = new ServerForms(prometheus, settings.serverLabel());
        this.reach = reach;
    }

    /**
     * The newest rates, of any age, by id; a server without one is left out.
     *
     * @param servers ids of those that Nova says are here, with their vCPUs
     * @param now the same all through a round
     * @throws PrometheusException when there is no answer
     */
    public SortedMap<String, ServerRate> of(SortedMap<String, Integer> servers, Instant now) {
        partial = Optional.empty();
        SortedMap<String, ServerRate> rates = new TreeMap<>();
        List<String> ids = List.copyOf(servers.keySet());
        for (int from = 0; from < ids.size(); from += SERVERS_AT_ONCE) {
            SortedMap<String, Integer> some = new TreeMap<>();
            ids.subList(from, Math.min(ids.size(), from + SERVERS_AT_ONCE))
                    .forEach(id -> some.put(id, servers.get(id)));
            rates.putAll(settings.serverQuery().isPresent() ? byQuery(some, now) : byForm(some, now));
        }
        return rates;
    }

    /** Why the last answer may lack a server; empty: it was whole. */
    public Optional<String> partial() {
        return partial;
    }

    /** Whether a new measure may be there at any scrape. */
    public boolean live() {
        return settings.serverQuery().isPresent()
                || forms.known().map(ServerForm::live).orElse(false);
    }

    /** What the last question found the CPU times in; empty: nothing, or nobody asked. */
    public Optional<String> metric() {
        return settings.serverQuery()
                .map(query -> "server_query")
                .or(() -> forms.known().map(ServerForm::metric));
    }

    private SortedMap<String, ServerRate> byForm(SortedMap<String, Integer> servers, Instant now) {
        Optional<ServerForms.Found> found = forms.find(servers.keySet(), this::here, now);
        if (found.isEmpty()) return new TreeMap<>();
        ServerForm form = found.get().form();
        Duration range = form.live() || reach.compareTo(settings.window()) < 0 ? settings.window() : reach;
        String promql = found.get().selector(servers.keySet()) + "[" + PromQl.range(range) + "]";
        Answer answer = asked(promql, now);
        SortedMap<String, DuplicateSeries> duplicates = new TreeMap<>();
        Ownership owners = Ownership.of(answer.series(), form, settings.serverLabel());
        PushTimes pushes = PushTimes.of(answer.series());
        for (Series series : answer.series()) {
            if (!series.name().equals(form.metric())) continue;
            String server = owners.server(series).orElse("");
            Integer vcpus = servers.get(server);
            if (vcpus == null) continue;
            List<Point> points = form == ServerForm.PUSHGATEWAY ? pushes.timed(series) : series.points();
            duplicates
                    .computeIfAbsent(server, id -> new DuplicateSeries())
                    .add(series, points, CounterRate.newest(points, form.live(), form.unit(), vcpus));
        }
        return chosen(duplicates, now);
    }

    private SortedMap<String, ServerRate> byQuery(SortedMap<String, Integer> servers, Instant now) {
        String promql = settings.serverQuery()
                .orElseThrow()
                .replace("{host}", PromQl.inString(finder.host()))
                .replace("{window}", PromQl.range(settings.window()))
                .replace("{servers}", PromQl.anyOf(servers.keySet()));
        SortedMap<String, DuplicateSeries> duplicates = new TreeMap<>();
        String label = settings.serverLabel().orElse(PrometheusSettings.SERVER_LABEL);
        for (Series series : asked(promql, now).series()) {
            String server = series.label(label);
            Integer vcpus = servers.get(server);
            if (vcpus == null) continue;
            Optional<ServerRate> rate = series.newest()
                    .filter(point -> CounterRate.believable(point.value(), vcpus))
                    .map(point -> new ServerRate(Math.min(vcpus, point.value()), point.at()));
            duplicates.computeIfAbsent(server, id -> new DuplicateSeries()).add(series, series.points(), rate);
        }
        return chosen(duplicates, now);
    }

    private Answer asked(String promql, Instant now) {
        Answer answer = prometheus.query(promql, now);
        partial = partial.or(answer::partial);
        return answer;
    }

    private SortedMap<String, ServerRate> chosen(Map<String, DuplicateSeries> duplicates, Instant now) {
        SortedMap<String, ServerRate> rates = new TreeMap<>();
        Predicate<Series> here = series -> here(series, now);
        duplicates.forEach((server, each) -> each.rate(here).ifPresent(rate -> rates.put(server, rate)));
        return rates;
    }

    /** Where no node exporter tells the host's address, its name must do. */
    private boolean here(Series series, Instant now) {
        try {
            return finder.place(now).has(series.labels());
        } catch (PrometheusException unknown) {
            SortedSet<String> names = finder.names();
            return new HostLabels("", "instance", names).has(series.labels());
        }
    }

    /** Which series of an answer is about which server: by a label of its own, or by that of its domain's metadata. */
    private record Ownership(ServerForm form, Optional<String> label, SortedMap<String, String> byDomain) {

        static Ownership of(Collection<Series> answer, ServerForm form, Optional<String> label) {
            SortedMap<String, String> byDomain = new TreeMap<>();
            for (Series series : answer) {
                form.server(series, label).ifPresent(id -> byDomain.putIfAbsent(domain(series), id));
            }
            return new Ownership(form, label, byDomain);
        }

        Optional<String> server(Series series) {
            Optional<String> own = form.server(series, label);
            return own.isPresent() ? own : Optional.ofNullable(byDomain.get(domain(series)));
        }

        private static String domain(Series series) {
            return series.label("domain") + " of " + series.label("job") + " at " + series.label("instance");
        }
    }

    /** When the groups of a Pushgateway were last given anything. */
    private record PushTimes(List<Series> groups) {

        static PushTimes of(Collection<Series> answer) {
            return new PushTimes(answer.stream()
                    .filter(series -> series.name().equals(ServerForm.PUSH_TIME))
                    .toList());
        }

        /** The points with the time at which they were pushed, in place of that at which they were scraped. */
        List<Point> timed(Series series) {
            SortedMap<Instant, Double> pushed = new TreeMap<>();
            for (Series group : groups) {
                SortedSet<String> keys = new TreeSet<>(group.labels().keySet());
                keys.remove(Series.NAME);
                if (!keys.stream().allMatch(key -> group.label(key).equals(series.label(key)))) continue;
                group.points().forEach(point -> pushed.put(point.at(), point.value()));
            }
            List<Point> timed = new ArrayList<>();
            for (Point point : series.points()) {
                Double at = pushed.get(point.at());
                if (at != null) timed.add(new Point(Series.instant(at), point.value()));
            }
            return timed;
        }
    }
}
