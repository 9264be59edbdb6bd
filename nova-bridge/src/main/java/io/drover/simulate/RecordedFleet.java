package io.drover.simulate;

import io.drover.auction.Event;
import io.drover.cli.CommandFault;
import io.drover.journal.JournalDirectories;
import io.drover.journal.JournalEntry;
import io.drover.journal.JournalReader;
import io.drover.model.HostObservation;
import io.drover.model.Mode;
import io.drover.model.Settings;
import io.drover.model.SystemPerformance;
import io.drover.scenario.Conditions;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What agents wrote down of a fleet: its hosts, and minute by minute where each server was and what it used. A minute
 * without a sample is as the one before.
 */
final class RecordedFleet {

    /** Short enough for what an auction decides on, long enough for a month in memory. */
    static final Duration CELL = Duration.ofMinutes(1);

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final int CELLS_AT_MOST = 31 * 24 * 60;
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(10);

    private final List<Sample> samples = new ArrayList<>();
    private final SortedMap<String, HostSpec> hosts = new TreeMap<>();
    private final SortedMap<String, RecordedServer> servers = new TreeMap<>();
    private Settings settings;
    private final SortedMap<String, Integer> lasts = new TreeMap<>();
    private Instant start;
    private int leftOut;
    private int cells;

    private record Sample(String host, HostObservation seen) {}

    /**
     * What happened while it was recorded, by its servers' loads.
     *
     * @param hotspotSeconds host-seconds at or above the push threshold
     * @param migrations servers that were seen on another host than before
     * @param systemPerformance mean over time
     */
    record Happened(double hotspotSeconds, long migrations, double systemPerformance) {}

    private RecordedFleet() {}

    /**
     * @param paths state directories of agents, or directories of such
     * @throws CommandFault with one sentence when there is nothing to read
     */
    static RecordedFleet read(List<Path> paths) {
        RecordedFleet fleet = new RecordedFleet();
        try {
            for (Path path : paths) {
                for (Path directory : JournalDirectories.in(path.toAbsolutePath())) {
                    for (Path file : JournalReader.files(directory)) fleet.gather(file);
                }
            }
        } catch (IOException e) {
            throw CommandFault.usage(e.getMessage());
        }
        if (fleet.samples.isEmpty()) throw CommandFault.usage("the journals hold no sample of a host with a load");
        fleet.fill();
        return fleet;
    }

    private void gather(Path file) throws IOException {
        try (JournalReader reader = new JournalReader(file)) {
            Settings run = reader.header().run().settings();
            if (settings == null) settings = run;
            for (Optional<JournalEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof JournalEntry.Heard heard && heard.event() instanceof Event.Observed observed)
                    gather(run, observed.observation());
            }
        }
    }

    private void gather(Settings run, HostObservation seen) {
        if (seen.cpus() <= 0 || seen.load().isEmpty()) return;
        samples.add(new Sample(run.host(), seen));
        hosts.computeIfAbsent(run.host(), name -> {
            var capacity = seen.free();
            long memory = 0;
            for (var server : seen.servers()) {
                capacity = capacity.plus(server.resources());
                memory += server.memoryMib();
            }
            Long installed = seen.usage().memoryMib();
            return new HostSpec(
                    name, run.group(), seen.cpus(), Math.max(1, installed == null ? memory : installed), capacity);
        });
    }

    private void fill() {
        samples.sort(Comparator.comparing(sample -> sample.seen().sampledAt()));
        start = samples.get(0).seen().sampledAt();
        Instant end = samples.get(samples.size() - 1).seen().sampledAt();
        long length = Duration.between(start, end).dividedBy(CELL) + 1;
        if (length > CELLS_AT_MOST) throw CommandFault.usage("the journals span more than 31 days");
        cells = (int) length;
        for (Sample sample : samples) {
            int cell = (int) Duration.between(start, sample.seen().sampledAt()).dividedBy(CELL);
            lasts.put(sample.host(), cell);
            for (var server : sample.seen().servers()) {
                servers.computeIfAbsent(uuid(server.id()), id -> new RecordedServer(server, cells))
                        .seen(cell, sample.host(), server);
            }
        }
        samples.clear();
        int all = servers.size();
        servers.values().removeIf(server -> !server.known());
        leftOut = all - servers.size();
        servers.values().forEach(RecordedServer::fill);
    }

    /** No other id can be sent to a peer. */
    private static String uuid(String id) {
        if (!UUID.matcher(id).matches()) throw CommandFault.usage("the journals name a server \"" + id + "\", no UUID");
        return id;
    }

    /** Servers of which no sample told what they use. */
    int leftOut() {
        return leftOut;
    }

    /** As the agents were set. */
    Settings settings() {
        return settings;
    }

    Duration duration() {
        return CELL.multipliedBy(cells);
    }

    int hosts() {
        return hosts.size();
    }

    /**
     * The same loads from where the servers were, under other rules, carried out.
     *
     * @param others rules, for any host
     */
    Scenario scenario(Settings others, Duration lasting, long seed, String command) {
        Scenario.Builder scenario = Scenario.with(others.with(Mode.ENFORCE))
                .conditions(Conditions.TESTBED
                        .smooth()
                        .unshared(others.migration().bandwidth())
                        .sampledEvery(USUAL_INTERVAL))
                .lasting(lasting)
                .seed(seed)
                .command(command);
        hosts.values().forEach(scenario::host);
        servers.values().forEach(server -> scenario.server(server.spec(CELL, lasts::get)));
        return scenario.build();
    }

    /**
     * @param push normalised load from which on a host is hot
     * @param lasting at most all of it
     */
    Happened happened(double push, Duration lasting) {
        int until = (int) Math.min(cells, Math.max(1, lasting.dividedBy(CELL)));
        Map<String, double[]> loads = new LinkedHashMap<>();
        for (String host : hosts.keySet()) loads.put(host, new double[until]);
        long migrations = 0;
        for (RecordedServer server : servers.values()) {
            for (int cell = 0; cell < until; cell++) {
                String host = server.host(cell);
                if (host == null) continue;
                loads.get(host)[cell] += server.load(cell) / hosts.get(host).cpus();
                if (cell > 0 && server.host(cell - 1) != null && !host.equals(server.host(cell - 1))) migrations++;
            }
        }
        double hot = 0;
        double performance = 0;
        for (int cell = 0; cell < until; cell++) {
            int at = cell;
            double[] now = loads.values().stream().mapToDouble(load -> load[at]).toArray();
            hot += Arrays.stream(now).filter(load -> load >= push).count() * (double) CELL.toSeconds();
            performance += SystemPerformance.of(now) / until;
        }
        return new Happened(hot, migrations, performance);
    }
}
