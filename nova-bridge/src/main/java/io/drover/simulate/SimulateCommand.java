package io.drover.simulate;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Output;
import io.drover.model.AuctionScope;
import io.drover.policy.Policy;
import io.drover.scenario.Faults;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.Pattern;
import io.drover.scenario.Recording;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import io.drover.simulation.Result;
import io.drover.simulation.Violation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description =
                "Runs the agents' engine on a simulated fleet, in virtual time. The same seed gives the same run.")
final class SimulateCommand implements Callable<Integer> {

    /** Makes {@code drover simulate} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "simulate";
        }

        @Override
        public Object command(CommandSession session) {
            return new SimulateCommand(session);
        }
    }

    /** Ten times what was ever tried; a fleet of it does not fit into 4 GiB. */
    private static final int HOSTS_AT_MOST = 100_000;

    private static final int SERVERS_AT_MOST = 2_000_000;

    private final CommandSession session;

    @Mixin
    private WorkloadFlags flags;

    @Option(
            names = "--variable-threshold",
            negatable = true,
            fallbackValue = "true",
            description = "Whether thresholds creep; default: they do.")
    private Boolean variable;

    @Option(names = "--hypervisor", paramLabel = "NAME", defaultValue = "kvm", description = "kvm or xen.")
    private HypervisorKind hypervisor;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "drover",
            description = {
                "Who decides: drover, centralised, periodic-updates, greedy, watcher-workload-stabilization,"
                        + " watcher-workload-balance, clairvoyant or none."
            })
    private String policy;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            defaultValue = "",
            description = "loss=0.01,duplicate=0.01,reorder=0.05,crash=0.001,partition=60s,nova-error=0.05")
    private String faults;

    @Option(
            names = "--auction-scope",
            paramLabel = "SCOPE",
            description =
                    "Whom an auction invites: auto, all, group or sample:k; default: auto, above 100 hosts sample:8.")
    private String scope;

    @Option(names = "--groups", paramLabel = "N", description = "Auction groups of the hosts; default: 1.")
    private Integer groups;

    @Option(
            names = "--pinned",
            description = "Each server is pinned to the availability zone that its group is, as Nova pins servers.")
    private boolean pinned;

    @Option(
            names = "--link",
            paramLabel = "MB/S",
            description = "A migration link of each host's own; default: one of 12.5 MB/s that all share.")
    private Double link;

    @Option(names = "--trace-out", paramLabel = "FILE", description = "One line per event, effect and message.")
    private Path traceOut;

    @Mixin
    private DrainFlags drains;

    @Mixin
    private VariationFlags variation;

    @Mixin
    private Rehearsal rehearsal;

    @Mixin
    private Output output;

    SimulateCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Scenario plain = scenario();
        Result result = run(drains.applied(plain));
        for (Violation violation : result.violations()) session.err().println("drover: " + violation);
        Map<String, Object> document = SummaryDocument.of(result.summary(), output.format());
        if (rehearsal.wanted()) document.put("recorded", rehearsal.happened());
        if (drains.given()) document.put("drains", DrainFlags.document(result, decided(plain)));
        output.one(document, session.out());
        return result.violations().isEmpty() ? 0 : CommandFault.FAILED;
    }

    private Workload workload() {
        Optional<Recording> recording = flags.recording(session);
        Pattern usual = recording.isPresent() ? Pattern.TRACE : Pattern.NORMAL;
        Workload plain = Workload.DEFAULT;
        try {
            return Workload.builder()
                    .hosts(flags.hosts(HOSTS_AT_MOST)
                            .orElse(variation.sizes() == 0 ? plain.hosts() : variation.sizes()))
                    .servers(flags.servers(SERVERS_AT_MOST).orElse(plain.servers()))
                    .strategy(flags.strategy().orElse(plain.strategy()))
                    .load(flags.load().orElse(plain.load()))
                    .pattern(flags.pattern().orElse(usual))
                    .variableThreshold(variable == null ? plain.variableThreshold() : variable)
                    .hypervisor(hypervisor)
                    .profile(flags.profile())
                    .thresholds(flags.thresholds())
                    .duration(flags.duration().orElse(plain.duration()))
                    .seed(flags.seed())
                    .faults(Faults.parse(faults))
                    .recording(recording)
                    .variation(variation.variation())
                    .spread(flags.spread().orElse(plain.spread()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw CommandFault.usage(e.getMessage());
        }
    }

    private Result decided(Scenario scenario) {
        return Policy.of(policy).run(scenario, new SampledSizes());
    }

    private Result run(Scenario scenario) {
        try {
            Policy decides = Policy.of(policy);
            if (traceOut == null) return decided(scenario);
            Path file = session.environment().directory().resolve(traceOut);
            try (BufferedWriter trace = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                return decides.run(scenario, new SampledSizes(), line -> write(trace, line));
            }
        } catch (IllegalArgumentException e) {
            throw CommandFault.usage(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw CommandFault.failed("the trace cannot be written to " + traceOut + ": " + e.getMessage());
        }
    }

    private Scenario scenario() {
        if (rehearsal.wanted() && (variation.given() || !faults.isEmpty() || hypervisor != HypervisorKind.KVM)) {
            throw CommandFault.usage("--recorded takes no faults, no other hypervisor and no variation of a workload");
        }
        Scenario scenario = rehearsal.wanted()
                ? rehearsal.scenario(flags, variable, session)
                : workload().scenario();
        try {
            if (groups != null && groups < 1)
                throw new IllegalArgumentException("--groups is at least 1, not " + groups);
            if (groups != null) scenario = scenario.grouped(groups);
            if (pinned) scenario = scenario.pinned();
            if (link != null && !(link > 0)) throw new IllegalArgumentException("--link is more than 0, not " + link);
            if (link != null) scenario = scenario.unshared(link);
            return scope == null ? scenario : scenario.inviting(AuctionScope.parse(scope));
        } catch (IllegalArgumentException e) {
            throw CommandFault.usage(e.getMessage());
        }
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
