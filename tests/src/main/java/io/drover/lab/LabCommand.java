package io.drover.lab;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.cli.Logging;
import io.drover.cli.Output;
import io.drover.config.EngineConfig;
import io.drover.config.Kind;
import io.drover.config.Options;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Pattern;
import io.drover.scenario.Recording;
import io.drover.scenario.Workload;
import io.drover.simulate.SummaryDocument;
import io.drover.simulate.WorkloadFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    /** Makes {@code drover lab} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "lab";
        }

        @Override
        public Object command(CommandSession session) {
            return new LabCommand(session);
        }
    }

    private static final int HOSTS = 4;
    private static final int HOSTS_MAX = 200;
    private static final int SERVERS = 24;
    private static final int SERVERS_MAX = 10_000;
    private static final Duration DURATION = Duration.ofMinutes(15);

    private final CommandSession session;

    @Mixin
    private WorkloadFlags workload;

    @Option(names = "--mode", paramLabel = "MODE", description = "enforce, propose, advise, observe or off.")
    private String mode;

    @Option(
            names = "--speed",
            paramLabel = "S",
            defaultValue = "20",
            description = "Virtual seconds in a real one; default: 20.")
    private String speed;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the dashboard on the loopback interface; default: 0, any free one.")
    private String port;

    @Option(
            names = "--cloud-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the emulated OpenStack on the loopback interface; default: 0, any free one.")
    private String cloudPort;

    @Mixin
    private Output output;

    LabCommand(CommandSession session) {
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
                DirectoryTrees.remove(directory);
            }
        }
    }

    private int run(Path directory, Interruption interruption) throws IOException, InterruptedException {
        double times = Flags.parsed("--speed", Kind.decimal(0.1, 1000), speed);
        AgentOptions briefing = new AgentOptions(session, directory, flags(), times);
        Kind<Integer> ports = Kind.integer(0, 65_535);
        LabRequest request = new LabRequest(
                workload(briefing.engine()),
                times,
                Flags.parsed("--port", ports, port),
                Flags.parsed("--cloud-port", ports, cloudPort));
        return run(request, briefing, interruption);
    }

    private int run(LabRequest request, AgentOptions briefing, Interruption interruption) throws InterruptedException {
        try (Lab lab = Lab.start(request, briefing)) {
            session.err().println("dashboard: " + lab.dashboard());
            Lab.Outcome outcome = lab.run(interruption.latch(), display(request));
            output.one(SummaryDocument.of(outcome.summary(), output.format()), session.out());
            session.out().flush();
            outcome.violations().forEach(sentence -> session.err().println("drover: " + sentence));
            return outcome.summary().invariantViolations() == 0 ? 0 : CommandFault.FAILED;
        }
    }

    private Display display(LabRequest request) {
        Workload asked = request.workload();
        String heading = String.join(
                " ",
                "drover lab:",
                asked.pattern().name().toLowerCase(Locale.ROOT),
                "on " + asked.hosts() + " hosts,",
                asked.strategy().name().toLowerCase(Locale.ROOT) + ",",
                "speed " + speed + ", seed " + asked.seed());
        return Terminal.of(session.environment())
                .<Display>map(terminal ->
                        new LiveTable(session.err(), terminal::size, terminal.coloured(), heading, asked.duration()))
                .orElseGet(() -> new EventLines(session.err()));
    }

    private Map<io.drover.config.Option<?>, String> flags() {
        Map<io.drover.config.Option<?>, String> flags = workload.settings();
        if (mode != null) flags.put(Options.MODE, mode);
        return flags;
    }

    private Workload workload(EngineConfig engine) {
        Optional<Recording> recording = workload.recording(session);
        Pattern pattern = workload.pattern().orElse(recording.isPresent() ? Pattern.TRACE : Pattern.HOTSPOT);
        if (pattern == Pattern.MEMORY) {
            throw CommandFault.usage(
                    "--scenario memory is for drover simulate: the lab's hosts do not measure their memory");
        }
        LoadLevel usual = pattern == Pattern.TRACE ? LoadLevel.HIGH : LoadLevel.MEDIUM;
        try {
            Workload asked = Workload.builder()
                    .hosts(workload.hosts(HOSTS_MAX).orElse(HOSTS))
                    .servers(workload.servers(SERVERS_MAX).orElse(SERVERS))
                    .strategy(engine.strategy().name())
                    .load(workload.load().orElse(usual))
                    .pattern(pattern)
                    .variableThreshold(engine.strategy().variable())
                    .thresholds(Optional.of(engine.strategy().thresholds()))
                    .duration(workload.duration().orElse(DURATION))
                    .seed(workload.seed())
                    .recording(recording)
                    .build();
            asked.scenario();
            return asked;
        } catch (IllegalArgumentException e) {
            throw CommandFault.usage(e.getMessage());
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
