package io.drover.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.config.Configuration;
import io.drover.config.EngineConfig;
import io.drover.config.Option;
import io.drover.config.Options;
import io.drover.config.TelemetryOptions;
import io.drover.engine.AuctionEngine;
import io.drover.model.MigrationOrder;
import io.drover.model.Settings;
import io.drover.model.SystemPerformance;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.simulate.SampledSizes;
import io.drover.simulation.Onlooker;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A test that ran on a real cloud, as {@code CellTest} records it, and the same in the simulation. Times are seconds
 * since the agents were started.
 *
 * @param options of the agents, by section and name, where they differ from the defaults
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RealRun(
        String cell,
        String recordedAt,
        double durationSeconds,
        int cpusPerHost,
        Map<String, String> options,
        List<Server> servers,
        long attempts,
        List<Move> migrations,
        List<Moment> samples) {

    /** 256 MiB/s, in MB/s. */
    private static final double LINK = 256 * 1.048576;

    private static final long MEMORY_MIB = 8192;
    private static final long DISK_GIB = 200;

    record Server(String id, String host, int vcpus, long memoryMib, double cpus) {}

    record Move(double startSeconds, double endSeconds, String server, String source, String destination) {}

    /**
     * @param loads true normalised loads by host
     */
    record Moment(double seconds, SortedMap<String, Double> loads) {
        double systemPerformance() {
            double[] normalized =
                    loads.values().stream().mapToDouble(Double::doubleValue).toArray();
            return SystemPerformance.of(normalized);
        }
    }

    /** What the simulation made of it. */
    record Simulated(long attempts, List<Move> migrations, List<Moment> samples) {}

    /** The record in this build; empty: there is none. */
    static Optional<RealRun> shipped() {
        try (InputStream in = RealRun.class.getResourceAsStream("real-cloud.json")) {
            return in == null ? Optional.empty() : Optional.of(of(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalArgumentException when it is not such a record
     */
    static RealRun read(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no record of a real cloud: it is no such JSON", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no record " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is no record of a real cloud: " + e.getMessage(), e);
        }
    }

    private static RealRun of(byte[] json) throws IOException {
        RealRun run = JsonMapper.builder().build().readValue(json, RealRun.class);
        if (run.servers == null || run.samples == null || run.migrations == null || run.options == null) {
            throw new IOException("servers, samples, migrations or options are missing");
        }
        if (run.samples.isEmpty()) throw new IOException("there are no samples");
        return run;
    }

    /** The same hosts, servers, loads and settings. */
    Simulated simulated(long seed) {
        Scenario scenario = scenario(seed);
        SortedMap<String, Double> loads = new TreeMap<>();
        List<Moment> samples = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        Result result = Simulation.run(scenario, AuctionEngine::new, new SampledSizes(), new Onlooker() {
            @Override
            public void sampled(Duration at, String host, double seen, double truth) {
                loads.put(host, truth);
                if (loads.size() == hosts().size()) samples.add(new Moment(seconds(at), new TreeMap<>(loads)));
            }

            @Override
            public void migrated(Duration at, MigrationOrder order) {
                moves.add(new Move(seconds(at), seconds(at), order.server(), order.source(), order.destination()));
            }
        });
        return new Simulated(result.summary().attempts(), moves, samples);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private List<String> hosts() {
        return List.copyOf(samples.get(0).loads().keySet());
    }

    private Scenario scenario(long seed) {
        Conditions conditions = Conditions.TESTBED
                .sampledEvery(configuration().get(TelemetryOptions.INTERVAL))
                .smooth()
                .unshared(LINK);
        Scenario.Builder scenario = Scenario.with(settings())
                .conditions(conditions)
                .lasting(Duration.ofMillis((long) (1000 * durationSeconds)))
                .seed(seed);
        for (String host : hosts()) scenario.host(HostSpec.of(host, cpusPerHost, MEMORY_MIB, DISK_GIB));
        for (Server server : servers) {
            scenario.server(ServerSpec.of(
                    server.id, server.host, server.vcpus, server.memoryMib, Demand.constant(server.cpus)));
        }
        return scenario.build();
    }

    /** What the agents went by: their options, read as they read them. */
    Settings settings() {
        return EngineConfig.of(configuration()).settings("", "");
    }

    private Configuration configuration() {
        Map<Option<?>, String> texts = new LinkedHashMap<>();
        for (Option<?> option : Options.all()) {
            String text = options.get(option.section() + "." + option.name());
            if (text != null) texts.put(option, text);
        }
        return Configuration.of(texts);
    }
}
