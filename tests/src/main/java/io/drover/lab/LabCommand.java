package io.drover.lab;

import io.drover.cli.Fault;
import io.drover.cli.Logging;
import io.drover.cli.Output;
import io.drover.cli.Session;
import io.drover.cli.SummaryDocument;
import io.drover.cli.TraceFile;
import io.drover.config.EngineConfig;
import io.drover.config.Kind;
import io.drover.config.Options;
import io.drover.simulation.Faults;
import io.drover.simulation.Hypervisor;
import io.drover.simulation.LoadLevel;
import io.drover.simulation.Pattern;
import io.drover.simulation.Profile;
import io.drover.simulation.Recording;
import io.drover.simulation.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Runs a fleet of real agents in one process, against an emulated OpenStack and an embedded broker, in"
                    + " accelerated time; shows it on a page, and sums up in the end.",
            "Above a speed of 20 the agents' own times (sampling interval, reply and lock timeouts) are speed / 20"
                    + " times as long as usual, because the real time that an answer takes is not accelerated. Options"
                    + " of --config-file win over that."
        })
final class LabCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--hosts", paramLabel = "N", defaultValue = "4", description = "Hosts; default: 4.")
    private String hosts;

    @Option(names = "--servers", paramLabel = "M", defaultValue = "24", description = "Servers; default: 24.")
    private String servers;

    @Option(names = "--strategy", paramLabel = "STRATEGY", description = "push, pull, hybrid or auto.")
    private String strategy;

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            description = "normal, burst, drain, fluctuation, hotspot or trace; default: hotspot, with a trace trace.")
    private String scenario;

    @Option(
            names = "--load",
            paramLabel = "LOAD",
            description =
                    "The mean load of the hosts: low (0.25), medium (0.40) or high (0.55); default: medium, with a"
                            + " trace high. A hotspot is one host at 0.9 and the others low.")
    private String load;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Recorded loads, a CSV that may be gzipped: the first servers of it.")
    private Path trace;

    @Option(names = "--mode", paramLabel = "MODE", description = "enforce, advise, observe or off.")
    private String mode;

    @Option(names = "--profile", paramLabel = "PROFILE", description = "default, thesis or thesis-testbed.")
    private String profile;

    @Option(names = "--push-threshold", paramLabel = "L", description = "A host at or above it is hot.")
    private String push;

    @Option(names = "--pull-threshold", paramLabel = "L", description = "A host at or below it is cold.")
    private String pull;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "Virtual time, such as 900, 15m or 4h; default: 15m.")
    private String duration;

    @Option(
            names = "--speed",
            paramLabel = "S",
            defaultValue = "20",
            description = "Virtual seconds in a real one; default: 20.")
    private String speed;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Makes the world: equal seeds make equal hosts, servers and loads; default: 1.")
    private long seed;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Of the dashboard on the loopback interface; default: 0, any free one.")
    private String port;

    @Option(
            names = "--cloud-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Of the emulated OpenStack on the loopback interface; default: 0, any free one.")
    private String cloudPort;

    @Mixin
    private Output output;

    LabCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        silence();
        try (Interruption interruption = new Interruption()) {
            Path directory = Files.createTempDirectory("drover-lab");
            try {
                return run(directory, interruption);
            } finally {
                Trees.remove(directory);
            }
        }
    }

    private int run(Path directory, Interruption interruption) throws IOException, InterruptedException {
        double times = parsed("--speed", Kind.decimal(0.1, 1000), speed);
        Briefing briefing = new Briefing(session, directory, flags(), times);
        Workload workload = workload(briefing.engine());
        Kind<Integer> ports = Kind.integer(0, 65_535);
        Request request =
                new Request(workload, times, parsed("--port", ports, port), parsed("--cloud-port", ports, cloudPort));
        return run(request, briefing, interruption);
    }

    private int run(Request request, Briefing briefing, Interruption interruption) throws InterruptedException {
        try (Lab lab = Lab.start(request, briefing)) {
            session.err().println("dashboard: " + lab.dashboard());
            Lab.Outcome outcome = lab.run(interruption.latch(), display(request));
            output.one(SummaryDocument.of(outcome.summary(), output.format()), session.out());
            session.out().flush();
            outcome.violations().forEach(sentence -> session.err().println("drover: " + sentence));
            return outcome.summary().invariantViolations() == 0 ? 0 : Fault.FAILED;
        }
    }

    private Display display(Request request) {
        Workload workload = request.workload();
        String heading = String.join(
                " ",
                "drover lab:",
                workload.pattern().name().toLowerCase(Locale.ROOT),
                "on " + workload.hosts() + " hosts,",
                workload.strategy().name().toLowerCase(Locale.ROOT) + ",",
                "speed " + speed + ", seed " + seed);
        return Terminal.of(session.environment())
                .<Display>map(terminal ->
                        new LiveTable(session.err(), terminal::size, terminal.coloured(), heading, workload.duration()))
                .orElseGet(() -> new EventLines(session.err()));
    }

    private Map<io.drover.config.Option<?>, String> flags() {
        Map<io.drover.config.Option<?>, String> flags = new LinkedHashMap<>();
        if (strategy != null) flags.put(Options.STRATEGY, strategy);
        if (mode != null) flags.put(Options.MODE, mode);
        if (profile != null) flags.put(Options.PROFILE, profile);
        if (push != null) flags.put(Options.PUSH, push);
        if (pull != null) flags.put(Options.PULL, pull);
        return flags;
    }

    private Workload workload(EngineConfig engine) {
        Optional<Recording> recording = Optional.ofNullable(trace)
                .map(session.environment().directory()::resolve)
                .map(TraceFile::read);
        Pattern pattern = pattern(recording.isPresent());
        LoadLevel usual = pattern == Pattern.TRACE ? LoadLevel.HIGH : LoadLevel.MEDIUM;
        try {
            Workload workload = new Workload(
                    parsed("--hosts", Kind.integer(1, 200), hosts),
                    parsed("--servers", Kind.integer(1, 10_000), servers),
                    engine.strategy().name(),
                    load == null ? usual : parsed("--load", Kind.choice(LoadLevel.class), load),
                    pattern,
                    engine.strategy().variable(),
                    Hypervisor.KVM,
                    Profile.DEFAULT,
                    Optional.of(engine.strategy().thresholds()),
                    parsed("--duration", Kind.duration(Duration.ofSeconds(1)), duration),
                    seed,
                    Faults.NONE,
                    recording);
            workload.scenario();
            return workload;
        } catch (IllegalArgumentException e) {
            throw Fault.usage(e.getMessage());
        }
    }

    private Pattern pattern(boolean recorded) {
        if (scenario != null) return parsed("--scenario", Kind.choice(Pattern.class), scenario);
        return recorded ? Pattern.TRACE : Pattern.HOTSPOT;
    }

    private static <T> T parsed(String flag, Kind<T> kind, String text) {
        try {
            return kind.parse(text);
        } catch (IllegalArgumentException e) {
            throw Fault.usage(flag + " \"" + text + "\" " + e.getMessage());
        }
    }

    /** What the agents say is shown; their logs would only be in the way. */
    private void silence() {
        boolean debug = session.global().get().debug();
        if (!debug) {
            System.setProperty("org.slf4j.simpleLogger.log.drover", "off");
            System.setProperty("org.slf4j.simpleLogger.log.io.drover", "error");
        }
        Logging.configure(debug, session.environment());
    }
}
