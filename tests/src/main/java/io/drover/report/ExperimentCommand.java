package io.drover.report;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.cli.Stderr;
import io.drover.experiment.CellSelection;
import io.drover.experiment.Fleet;
import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.report.claim.Claim;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Recording;
import io.drover.simulate.TraceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        description = "Runs the thesis' experiments in virtual time and writes a report with its claims judged."
                + " What is finished in DIR is not run again.")
final class ExperimentCommand implements Callable<Integer> {

    /** Makes {@code drover experiment} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "experiment";
        }

        @Override
        public Object command(CommandSession session) {
            return new ExperimentCommand(session);
        }
    }

    private final CommandSession session;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the report and all results.")
    private Path out;

    @Option(
            names = "--scenario",
            paramLabel = "1..5",
            split = ",",
            description = "Only these: 1 normal, 2 with variable threshold, 3 burst, 4 drain, 5 fluctuation.")
    private List<String> scenarios = List.of();

    @Option(names = "--strategy", paramLabel = "NAME", split = ",", description = "Only these: push, pull, hybrid.")
    private List<StrategyName> strategies = CellSelection.ALL.strategies();

    @Option(names = "--load", paramLabel = "LEVEL", split = ",", description = "Only these: low, medium, high.")
    private List<LoadLevel> loads = CellSelection.ALL.loads();

    @Option(names = "--hypervisor", paramLabel = "NAME", split = ",", description = "Only these: xen, kvm.")
    private List<HypervisorKind> hypervisors = CellSelection.ALL.hypervisors();

    @Option(names = "--hosts", paramLabel = "N", split = ",", description = "Only these fleets: 4, 19, mixed.")
    private List<String> hosts = List.of();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "Runs of each cell; default: 3.")
    private int seeds;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "20000",
            description = "Virtual time of a run; in seconds, or with s, m, h, d; default: 20000.")
    private String duration;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Compare policies on these recorded loads, too; repeatable.")
    private List<Path> traces = List.of();

    @Option(
            names = "--real",
            paramLabel = "FILE",
            description = "A record of a real cloud to set beside the simulation; default: the one that is shipped.")
    private Path real;

    @Option(names = "--cells-only", description = "Leave out the comparison of policies and the series of fleet sizes.")
    private boolean cellsOnly;

    @Option(names = "--no-scale", description = "Leave out the series of fleet sizes.")
    private boolean noScale;

    @Option(names = "--jobs", paramLabel = "N", description = "Runs at a time; default: as many as there are cores.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    ExperimentCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Experiment.Request request = request();
        System.setProperty("java.awt.headless", "true");
        try {
            JobProgress progress = new JobProgress(session.err(), Stderr.isTerminal(session.environment()));
            output.list(verdicts(new Experiment(request, progress).run()), session.out());
            return 0;
        } catch (IllegalArgumentException e) {
            throw CommandFault.usage(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw CommandFault.failed("the experiment in " + out + " cannot go on: " + reason(e));
        }
    }

    private static String reason(Exception error) {
        Throwable cause = error instanceof UncheckedIOException ? error.getCause() : error;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static Listing verdicts(List<Claim> claims) {
        List<List<Object>> rows = claims.stream()
                .map(claim -> List.<Object>of(claim.id(), claim.verdict().words(), claim.statement()))
                .toList();
        return new Listing(List.of("id", "verdict", "claim"), rows);
    }

    private Experiment.Request request() {
        try {
            if (jobs < 1) throw new IllegalArgumentException("--jobs is at least 1, not " + jobs);
            List<Recording> recordings =
                    traces.stream().map(file -> TraceFile.read(resolved(file))).toList();
            Optional<Path> record = Optional.ofNullable(real).map(this::resolved);
            return new Experiment.Request(selection(), directory(), recordings, record, extras(), jobs, commandLine());
        } catch (IllegalArgumentException e) {
            throw CommandFault.usage(e.getMessage());
        }
    }

    private Experiment.Extras extras() {
        if (cellsOnly) return Experiment.Extras.NONE;
        return noScale ? Experiment.Extras.POLICIES : Experiment.Extras.SCALE;
    }

    private CellSelection selection() {
        Duration length = Flags.parsed("--duration", Flags.VIRTUAL, duration);
        CellSelection selection =
                new CellSelection(scenarios(), strategies, loads, hypervisors, fleets(), seeds, length);
        if (strategies.contains(StrategyName.AUTO)) {
            throw new IllegalArgumentException("Table 4-1 has strategies push, pull and hybrid, not auto");
        }
        if (selection.cells().isEmpty()) {
            throw new IllegalArgumentException("Table 4-1 has no such cell: a burst starts from low or medium load, a"
                    + " drain from medium or high, and mixed hosts have scenario 1 only");
        }
        return selection;
    }

    private List<ThesisScenario> scenarios() {
        return scenarios.isEmpty()
                ? CellSelection.ALL.scenarios()
                : scenarios.stream().map(ExperimentCommand::scenario).toList();
    }

    private static ThesisScenario scenario(String word) {
        return Stream.of(ThesisScenario.values())
                .filter(scenario -> word.equals(Integer.toString(scenario.number())))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("scenario is 1, 2, 3, 4 or 5 of Table 4-1, not \"" + word + "\""));
    }

    private List<Fleet> fleets() {
        return hosts.isEmpty()
                ? CellSelection.ALL.fleets()
                : hosts.stream().map(ExperimentCommand::fleet).toList();
    }

    private static Fleet fleet(String word) {
        return Stream.of(Fleet.values())
                .filter(fleet -> word.equals(fleet.option()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("hosts is 4, 19 or mixed, not \"" + word + "\""));
    }

    /** There, and open to writing. */
    private Path directory() {
        Path directory = resolved(out);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalArgumentException("there can be no directory " + out + ": " + reason(e), e);
        }
        if (!Files.isWritable(directory)) throw new IllegalArgumentException(out + " cannot be written to");
        return directory;
    }

    private Path resolved(Path file) {
        return session.environment().directory().resolve(file);
    }

    private String commandLine() {
        return "drover "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }
}
