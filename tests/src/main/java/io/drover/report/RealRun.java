package io.drover.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.engine.AuctionEngine;
import io.drover.model.MigrationOrder;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.AuctionSettings;
import io.drover.model.Settings.LoadSettings;
import io.drover.model.Settings.MigrationSettings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
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
import java.util.List;
import java.util.Locale;
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

    private static final long MEMORY_MIB = 8192;
    private static final long DISK_GIB = 200;

    record Server(String id, String host, int vcpus, long memoryMib, double cpus) {}

    record Move(double startSeconds, double endSeconds, String server, String source, String destination) {}

    /**
     * @param loads true normalised loads by host
     */
    record Moment(double seconds, SortedMap<String, Double> loads) {
        double systemPerformance() {
            double sum = 0;
            double logs = 0;
            for (double load : loads.values()) {
                sum += load;
                if (load > 0) logs += load * Math.log(load);
            }
            return sum <= 0 || loads.size() < 2 ? 1 : (Math.log(sum) - logs / sum) / Math.log(loads.size());
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
                .sampledEvery(Duration.ofSeconds((long) option("telemetry.interval", 10)))
                .smooth()
                .unshared(option("bandwidth", 256 * 1.048576));
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

    private Settings settings() {
        StrategyName strategy = StrategyName.valueOf(
                options.getOrDefault("DEFAULT.strategy", "hybrid").toUpperCase(Locale.ROOT));
        Thresholds thresholds = new Thresholds(option("thresholds.push", 0.7), option("thresholds.pull", 0.3));
        boolean variable = Boolean.parseBoolean(options.getOrDefault("thresholds.variable", "true"));
        Settings base = Profile.DEFAULT.settings(strategy, thresholds, variable);
        MigrationSettings migration = base.migration();
        return new Settings(
                base.host(),
                base.group(),
                base.mode(),
                base.strategy(),
                auction(base.auction()),
                new MigrationSettings(
                        option("bandwidth", 256 * 1.048576),
                        (int) option("migration.max_outbound", 1),
                        (int) option("migration.max_inbound", 1),
                        migration.maxFleet(),
                        migration.serverCooldown(),
                        migration.downtimeLimit(),
                        migration.completionTimeout(),
                        migration.defaultDirtyRate(),
                        migration.cost(),
                        migration.windows()),
                new LoadSettings(
                        option("telemetry.ewma_lambda", 0.2),
                        base.load().maxAge(),
                        base.load().estimate()));
    }

    private AuctionSettings auction(AuctionSettings base) {
        return new AuctionSettings(
                base.scope(),
                seconds("auction.reply_timeout", 10),
                base.lockTimeout(),
                seconds("auction.source_settle", 45),
                seconds("auction.destination_settle", 30),
                seconds("auction.backoff_limit", 120),
                seconds("auction.quiet", 300));
    }

    private Duration seconds(String name, double otherwise) {
        return Duration.ofMillis((long) (1000 * option(name, otherwise)));
    }

    private double option(String name, double otherwise) {
        String text = options.get(name);
        return text == null ? otherwise : Double.parseDouble(text);
    }
}
