package io.drover.replay;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Listing;
import io.drover.cli.Logging;
import io.drover.cli.Output;
import io.drover.config.DroverVersion;
import io.drover.wire.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Runs the journal of an agent through the same engine again: the same decisions, or the first difference.",
            "Replays every run of a directory, or the run that a file is part of. Needs no cloud and no broker."
        })
final class ReplayCommand implements Callable<Integer> {

    /** Makes {@code drover replay} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "replay";
        }

        @Override
        public Object command(CommandSession session) {
            return new ReplayCommand(session);
        }
    }

    private static final List<String> COLUMNS =
            List.of("host", "started", "events", "decisions", "result", "event", "at", "place", "expected", "got");
    private static final List<String> CHECKED = List.of("host", "started", "messages", "findings");
    private static final int SHOWN = 1000;

    private final CommandSession session;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Journal files, or directories of them.")
    private List<Path> paths;

    @ArgGroup
    private Instead instead = new Instead();

    @Mixin
    private Output output;

    /** What is printed instead of a comparison. */
    private static final class Instead {

        @Option(
                names = "--auction",
                paramLabel = "ID",
                description =
                        "Print one auction as a transcript. It is complete when the journals of both ends are given.")
        private String auction;

        @Option(
                names = "--check",
                description =
                        "Check who said what when against the protocol, of all the journals together: exit status 1 if anything speaks against it.")
        private boolean check;

        @Option(names = "--transcript", description = "Print all that was said and done as a transcript.")
        private boolean transcript;
    }

    ReplayCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Logging.configure(session.global().get().debug(), session.environment());
        try {
            List<RecordedRun> tapes =
                    RecordedRun.of(paths.stream().map(this::resolved).toList(), session::warn);
            if (instead.check) return check(tapes);
            if (instead.auction != null || instead.transcript) return print(tapes);
            return compare(tapes);
        } catch (IOException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        }
    }

    private Path resolved(Path path) {
        return session.environment().directory().resolve(path);
    }

    private int print(List<RecordedRun> tapes) throws IOException {
        List<String> lines = instead.transcript ? Transcript.of(tapes) : Transcript.of(instead.auction, tapes);
        if (lines.isEmpty()) {
            throw CommandFault.failed(
                    instead.transcript ? "nothing was said" : "no auction " + instead.auction + " in these journals");
        }
        lines.forEach(line -> session.out().print(Printable.line(line) + "\n"));
        return 0;
    }

    private int check(List<RecordedRun> tapes) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Witness witness : Testimonies.of(tapes)) {
            List<String> sentences =
                    witness.findings.stream().map(ReplayCommand::sentence).toList();
            rows.add(List.of(witness.host, witness.startedAt.toString(), witness.messages, sentences));
            faults.addAll(sentences);
        }
        output.list(new Listing(CHECKED, rows), session.out());
        if (!faults.isEmpty()) throw new CommandFault(CommandFault.FAILED, faults, null);
        return 0;
    }

    private static String sentence(Witness.Finding finding) {
        return finding.at() + ", auction " + finding.auction() + ": " + finding.sentence();
    }

    private int compare(List<RecordedRun> tapes) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (RecordedRun tape : tapes) {
            Replay.Result result = Replay.of(tape);
            rows.add(row(tape, result));
            result.difference().ifPresent(difference -> faults.add(sentence(tape, difference)));
            result.stopped().ifPresent(why -> session.warn("not compared to its end: " + why));
        }
        output.list(new Listing(COLUMNS, rows), session.out());
        if (!faults.isEmpty()) throw new CommandFault(CommandFault.FAILED, faults, null);
        return 0;
    }

    private static List<Object> row(RecordedRun tape, Replay.Result result) {
        List<Object> row = new ArrayList<>(
                List.of(tape.host(), tape.header().run().startedAt().toString(), result.events(), result.decisions()));
        if (result.difference().isEmpty()) {
            row.add(result.stopped().isEmpty() ? "same" : "incomplete");
            for (int i = 0; i < 5; i++) row.add(null);
            return row;
        }
        Replay.Difference difference = result.difference().get();
        row.add("different");
        row.add(difference.event());
        row.add(difference.at().toString());
        row.add(difference.file().getFileName() + ":" + difference.line());
        row.add(shown(difference.expected()));
        row.add(shown(difference.got()));
        return row;
    }

    private static String sentence(RecordedRun tape, Replay.Difference difference) {
        String version = tape.header().version();
        String other = version.equals(DroverVersion.number())
                ? ""
                : ", and the journal was written by Drover " + (version.isEmpty() ? "of an earlier day" : version);
        return "the engine decides otherwise at event " + difference.event() + " (" + difference.at() + "), line "
                + difference.line() + " of " + difference.file() + ": expected " + shown(difference.expected())
                + ", got " + shown(difference.got()) + other;
    }

    private static String shown(String line) {
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
