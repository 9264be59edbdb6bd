package io.drover.cli;

import io.drover.config.Kind;
import io.drover.model.AuctionScope;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.policy.Policy;
import io.drover.simulation.Faults;
import io.drover.simulation.Hypervisor;
import io.drover.simulation.LoadLevel;
import io.drover.simulation.Pattern;
import io.drover.simulation.Profile;
import io.drover.simulation.Recording;
import io.drover.simulation.Result;
import io.drover.simulation.Scenario;
import io.drover.simulation.Violation;
import io.drover.simulation.Workload;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(description = "Runs the agents' engine on a simulated fleet, in virtual time: same seed, same run.")
final class SimulateCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = {"--hosts", "--numNodes"},
            paramLabel = "N",
            description = "Compute hosts; default: 4, with --cpus as many as it names.")
    private Integer hosts;

    @Option(names = "--servers", paramLabel = "M", defaultValue = "0", description = "Default: as the load needs.")
    private int servers;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "hybrid",
            description = "push, pull, hybrid or auto.")
    private StrategyName strategy;

    @Option(
            names = {"--load", "--initialSystemLoad"},
            paramLabel = "LEVEL",
            defaultValue = "medium",
            description = "low, medium or high.")
    private LoadLevel load;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "normal, burst, drain, fluctuation, hotspot or trace; default: normal, with a trace trace.")
    private Pattern pattern;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Recorded loads, a CSV that may be gzipped: the first servers of it; if there are more servers than rows, rows again, shifted.")
    private Path trace;

    @Option(
            names = "--variable-threshold",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether thresholds creep; default: they do.")
    private boolean variable;

    @Option(names = "--hypervisor", paramLabel = "NAME", defaultValue = "kvm", description = "kvm or xen.")
    private Hypervisor hypervisor;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "drover",
            description = {
                "Who decides: drover, centralised, periodic-updates, greedy, watcher-workload-stabilization,"
                        + " watcher-workload-balance or none."
            })
    private String policy;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "default, thesis or thesis-testbed.")
    private String profile;

    @Option(
            names = {"--push-threshold", "--CPUThreshold"},
            paramLabel = "L",
            description = "A host at or above it is hot.")
    private Double push;

    @Option(
            names = {"--pull-threshold", "--minCPUThresholdLimit"},
            paramLabel = "L",
            description = "A host at or below it is cold.")
    private Double pull;

    @Option(
            names = {"--duration", "--time-limit"},
            paramLabel = "TIME",
            defaultValue = "20000",
            description = "Virtual; in seconds, or with s, m, h, d.")
    private String duration;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Fixes everything that is drawn.")
    private long seed;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            defaultValue = "",
            description = "loss=0.01,duplicate=0.01,reorder=0.05,crash=0.001,partition=60s,nova-error=0.05")
    private String faults;

    @Option(
            names = "--auction-scope",
            paramLabel = "SCOPE",
            description = "Whom an auction invites: all, group or sample:k; default: all, above 100 hosts sample:8.")
    private String scope;

    @Option(names = "--groups", paramLabel = "N", description = "Auction groups of the hosts; default: 1.")
    private Integer groups;

    @Option(names = "--trace-out", paramLabel = "FILE", description = "One line per event, effect and message.")
    private Path traceOut;

    @Mixin
    private VariationFlags variation;

    @Mixin
    private Output output;

    SimulateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Workload workload = workload();
        Result result = run(workload);
        for (Violation violation : result.violations()) session.err().println("drover: " + violation);
        output.one(SummaryDocument.of(result.summary(), output.format()), session.out());
        return result.violations().isEmpty() ? 0 : Fault.FAILED;
    }

    private Workload workload() {
        Optional<Recording> recording = Optional.ofNullable(trace)
                .map(session.environment().directory()::resolve)
                .map(TraceFile::read);
        Pattern usual = recording.isPresent() ? Pattern.TRACE : Pattern.NORMAL;
        try {
            return new Workload(
                    hosts(),
                    servers,
                    strategy,
                    load,
                    pattern == null ? usual : pattern,
                    variable,
                    hypervisor,
                    profile(),
                    thresholds(),
                    duration(),
                    seed,
                    Faults.parse(faults),
                    recording,
                    variation.variation());
        } catch (IllegalArgumentException e) {
            throw Fault.usage(e.getMessage());
        }
    }

    private int hosts() {
        if (hosts != null) return hosts;
        return variation.sizes() == 0 ? Workload.DEFAULT.hosts() : variation.sizes();
    }

    private Duration duration() {
        try {
            return Kind.duration(Duration.ofSeconds(1)).parse(duration);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--duration " + duration + " " + e.getMessage(), e);
        }
    }

    private Profile profile() {
        return Stream.of(Profile.values())
                .filter(p -> p.option().equals(profile.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "profile is default, thesis or thesis-testbed, not \"" + profile + "\""));
    }

    private Optional<Thresholds> thresholds() {
        if (push == null && pull == null) return Optional.empty();
        Thresholds base = profile().thresholds();
        return Optional.of(new Thresholds(push == null ? base.push() : push, pull == null ? base.pull() : pull));
    }

    private Result run(Workload workload) {
        try {
            Policy decides = Policy.of(policy);
            Scenario scenario = scenario(workload);
            if (traceOut == null) return decides.run(scenario, new SampledSizes());
            Path file = session.environment().directory().resolve(traceOut);
            try (BufferedWriter trace = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                return decides.run(scenario, new SampledSizes(), line -> write(trace, line));
            }
        } catch (IllegalArgumentException e) {
            throw Fault.usage(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw Fault.failed("the trace cannot be written to " + traceOut + ": " + e.getMessage());
        }
    }

    private Scenario scenario(Workload workload) {
        Scenario scenario = workload.scenario();
        if (groups != null && groups < 1) throw new IllegalArgumentException("--groups is at least 1, not " + groups);
        if (groups != null) scenario = scenario.grouped(groups);
        return scope == null ? scenario : scenario.inviting(AuctionScope.parse(scope));
    }

    private static void write(BufferedWriter trace, String line) {
        try {
            trace.write(line);
            trace.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
