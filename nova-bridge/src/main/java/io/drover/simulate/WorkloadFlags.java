package io.drover.simulate;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.config.Kind;
import io.drover.config.Options;
import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Spread;
import io.drover.model.Thresholds;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Pattern;
import io.drover.scenario.Recording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The fleet of {@code simulate} and {@code lab}, what it is loaded with, and how it decides. Empty: the flag was not
 * given, and the command has a default of its own.
 */
public final class WorkloadFlags {

    @Option(
            names = {"--hosts", "--numNodes"},
            paramLabel = "N",
            description = "Compute hosts; default: 4, with --cpus as many as it names.")
    private String hosts;

    @Option(
            names = "--servers",
            paramLabel = "M",
            description = "Default: as many as the load needs, in the laboratory 24.")
    private String servers;

    @Option(names = "--strategy", paramLabel = "NAME", description = "push, pull, hybrid or auto; default: hybrid.")
    private String strategy;

    @Option(
            names = {"--load", "--initialSystemLoad"},
            paramLabel = "LEVEL",
            description =
                    "The mean load of the hosts: low (0.25), medium (0.40) or high (0.55); default: medium, in the"
                            + " laboratory with a trace high. A hotspot is one host at 0.9 and the others low.")
    private String load;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "normal, burst, drain, fluctuation, hotspot, memory, spread or trace; default: normal, in the"
                    + " laboratory hotspot, with a trace trace.")
    private String scenario;

    @Option(
            names = "--spread",
            paramLabel = "WHAT",
            description = "What hosts hold evenly while nothing is hot: off, servers, memory or vcpus; default: off.")
    private String spread;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Recorded loads, a CSV that may be gzipped. Its first servers are taken; with more servers"
                    + " than rows, rows are taken again, shifted.")
    private Path trace;

    @Option(names = "--profile", paramLabel = "NAME", description = "default, thesis or thesis-testbed.")
    private String profile;

    @Option(
            names = {"--push-threshold", "--CPUThreshold"},
            paramLabel = "L",
            description = "A host at or above it is hot.")
    private String push;

    @Option(
            names = {"--pull-threshold", "--minCPUThresholdLimit"},
            paramLabel = "L",
            description = "A host at or below it is cold.")
    private String pull;

    @Option(
            names = {"--duration", "--time-limit"},
            paramLabel = "TIME",
            description = "Virtual time, such as 900, 15m or 4h; default: 20000, in the laboratory 15m.")
    private String duration;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of everything that is drawn; default: 1.")
    private long seed;

    public Optional<Integer> hosts(int atMost) {
        return given("--hosts", Kind.integer(1, atMost), hosts);
    }

    public Optional<Integer> servers(int atMost) {
        return given("--servers", Kind.integer(1, atMost), servers);
    }

    Optional<StrategyName> strategy() {
        return given("--strategy", Options.STRATEGY.kind(), strategy);
    }

    public Optional<LoadLevel> load() {
        return given("--load", Kind.choice(LoadLevel.class), load);
    }

    public Optional<Pattern> pattern() {
        return given("--scenario", Kind.choice(Pattern.class), scenario);
    }

    Optional<Spread> spread() {
        return given("--spread", Options.SPREAD.kind(), spread);
    }

    Profile profile() {
        return profileGiven().orElse(Profile.DEFAULT);
    }

    Optional<Profile> profileGiven() {
        return given("--profile", Kind.choice(Profile.class), profile);
    }

    /** One that is not given is the profile's. */
    Optional<Thresholds> thresholds() {
        if (push == null && pull == null) return Optional.empty();
        return Optional.of(thresholds(profile().thresholds()));
    }

    /**
     * @param base for what is not given
     */
    Thresholds thresholds(Thresholds base) {
        return new Thresholds(
                given("--push-threshold", Options.PUSH.kind(), push).orElse(base.push()),
                given("--pull-threshold", Options.PULL.kind(), pull).orElse(base.pull()));
    }

    /**
     * @param other flag that gives hosts, servers and loads
     * @throws CommandFault when one of these makes them up
     */
    void refuseFleet(String other) {
        Map<String, Object> flags = new LinkedHashMap<>();
        flags.put("--hosts", hosts);
        flags.put("--servers", servers);
        flags.put("--load", load);
        flags.put("--scenario", scenario);
        flags.put("--trace", trace);
        flags.forEach((flag, given) -> {
            if (given != null) throw CommandFault.usage(flag + " does not go with " + other + ", which has its own");
        });
    }

    /** Of virtual time, at least a second. */
    public Optional<Duration> duration() {
        return given("--duration", Flags.VIRTUAL, duration);
    }

    public long seed() {
        return seed;
    }

    /** @throws CommandFault when there is no such file, or it is no trace */
    public Optional<Recording> recording(CommandSession session) {
        return Optional.ofNullable(trace)
                .map(session.environment().directory()::resolve)
                .map(TraceFile::read);
    }

    /** What an agent's configuration says as well, as its options. */
    public Map<io.drover.config.Option<?>, String> settings() {
        Map<io.drover.config.Option<?>, String> settings = new LinkedHashMap<>();
        if (strategy != null) settings.put(Options.STRATEGY, strategy);
        if (profile != null) settings.put(Options.PROFILE, profile);
        if (push != null) settings.put(Options.PUSH, push);
        if (pull != null) settings.put(Options.PULL, pull);
        if (spread != null) settings.put(Options.SPREAD, spread);
        return settings;
    }

    private static <T> Optional<T> given(String flag, Kind<T> kind, String text) {
        return Optional.ofNullable(text).map(given -> Flags.parsed(flag, kind, given));
    }
}
