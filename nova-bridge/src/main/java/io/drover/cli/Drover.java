package io.drover.cli;

import io.drover.config.DroverVersion;
import io.drover.config.Environment;
import io.drover.config.InvalidConfiguration;
import io.drover.wire.Printable;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: every subcommand is brought by the package that owns it. */
@Command(
        name = "drover",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Drover.Version.class,
        usageHelpAutoWidth = true,
        description = "Balances the compute hosts of an OpenStack cloud by live migration, without a controller.",
        footer = "Exit status: 0 done, 1 failed, 2 wrong usage or configuration.")
public final class Drover implements Runnable {

    /** Commands of the package drover-lab, named where it is not installed, too. */
    private static final List<String> OF_THE_LAB = List.of("lab", "experiment");

    @Option(
            names = "--config-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Read this file, repeatable; default: /etc/drover/drover.conf.")
    private List<Path> configFiles = new ArrayList<>();

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Read DIR/*.conf after the files, repeatable.")
    private List<Path> configDirectories = new ArrayList<>();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Log more, and show stack traces.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    private Drover() {}

    /** {@code drover 1.2.3}. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"drover " + DroverVersion.number()};
        }
    }

    /** Stands in for a command whose classes are in the package drover-lab, where that is not installed. */
    @Command(description = "Part of the package drover-lab, which is not installed.")
    private static final class Absent implements Callable<Integer> {

        private final String name;

        /** Whatever else was typed makes no difference. */
        @Unmatched
        @SuppressWarnings("UnusedVariable")
        private List<String> rest = new ArrayList<>();

        Absent(String name) {
            this.name = name;
        }

        @Override
        public Integer call() {
            throw CommandFault.usage("this package has no " + name + ": install drover-lab, or run bin/drover " + name
                    + " in a source tree");
        }
    }

    /** Ends the process whatever happens: a command may have started threads that would keep it. */
    public static void main(String[] args) {
        int status = CommandFault.FAILED;
        try {
            status = run(args, utf8(System.out), utf8(System.err));
        } catch (Error broken) {
            System.err.println("drover: failed: " + broken);
        }
        System.out.flush();
        System.exit(status);
    }

    /** Runs one command in the process's own surroundings and returns its exit status. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, out, err, Environment.ofProcess());
    }

    /** All commands as they are installed here, for completion and man pages; nothing is run. */
    public static CommandLine commands() {
        Drover root = new Drover();
        CommandSession.Global global = new CommandSession.Global(List.of(), List.of(), false);
        return commandLine(
                root, new CommandSession(System.out, System.err, Environment.ofProcess(), () -> global), List.of());
    }

    public static int run(String[] args, PrintStream out, PrintStream err, Environment environment) {
        Drover root = new Drover();
        CommandSession session = new CommandSession(
                out,
                err,
                environment,
                () -> new CommandSession.Global(root.configFiles, root.configDirectories, root.debug));
        return commandLine(root, session, List.of(args)).execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    private static CommandLine commandLine(Drover root, CommandSession session, List<String> args) {
        CommandLine line = new CommandLine(root);
        addCommands(line, session, args.isEmpty() ? "" : args.get(0));
        return line.setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Drover::executed)
                .setParameterExceptionHandler((e, words) -> misused(e))
                .setExecutionExceptionHandler((e, failing, result) -> failed(e, session));
    }

    /** Only the one that was typed, if it was typed first: an agent has to start quickly and stay small. */
    private static void addCommands(CommandLine line, CommandSession session, String typed) {
        List<CommandProvider> all = new ArrayList<>();
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            if (provider.name().equals(typed)) {
                line.addSubcommand(typed, provider.command(session));
                return;
            }
            all.add(provider);
        }
        all.forEach(provider -> line.addSubcommand(provider.name(), provider.command(session)));
        line.addSubcommand("completion", new CompletionCommand(session));
        for (String name : OF_THE_LAB) {
            if (!line.getSubcommands().containsKey(name)) line.addSubcommand(name, new Absent(name));
        }
    }

    /** picocli would rather help than say that there is no such command. */
    private static int executed(ParseResult parsed) {
        for (ParseResult each = parsed; each != null; each = each.subcommand()) {
            boolean takesAll = !each.commandSpec().unmatchedArgsBindings().isEmpty();
            if (takesAll || each.unmatched().isEmpty()) continue;
            throw new UnmatchedArgumentException(each.commandSpec().commandLine(), each.unmatched());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int misused(ParameterException error) {
        CommandLine line = error.getCommandLine();
        List<String> similar =
                error instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String hint = similar.isEmpty() ? "" : ", did you mean " + similar.get(0) + "?";
        String name = line.getCommandSpec().qualifiedName();
        line.getErr().println(oneLine(name + ": " + error.getMessage() + hint) + " (see " + name + " --help)");
        return CommandFault.USAGE;
    }

    private static int failed(Exception error, CommandSession session) {
        if (session.global().get().debug()) error.printStackTrace(session.err());
        if (error instanceof CommandFault fault) return told(session, fault.sentences(), fault.status());
        if (error instanceof InvalidConfiguration wrong) return told(session, wrong.faults(), CommandFault.USAGE);
        String what = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return told(session, List.of("failed: " + what), CommandFault.FAILED);
    }

    private static int told(CommandSession session, List<String> sentences, int status) {
        sentences.forEach(sentence -> session.err().println("drover: " + oneLine(sentence)));
        return status;
    }

    private static String oneLine(String text) {
        return Printable.line(text.replaceAll("\\s*\\R\\s*", " "));
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }
}
