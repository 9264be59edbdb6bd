package io.drover.health;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.config.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Tells whether this host's agent works: its process, its decisions, its broker and its samples.",
            "It reads what the agent leaves in state_path every 10 s, and asks nobody. Ages are in seconds.",
            "Exit status 0: all is well; 1: something is not, or no agent runs."
        })
final class HealthCommand implements Callable<Integer> {

    /** Makes {@code drover health} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "health";
        }

        @Override
        public Object command(CommandSession session) {
            return new HealthCommand(session);
        }
    }

    private static final Duration LATEST = Pulse.EVERY.multipliedBy(3);

    private final CommandSession session;

    @Option(names = "--measure", description = "Look at the measurement point of this host instead.")
    private boolean measure;

    @Mixin
    private Output output;

    HealthCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path directory = session.read(Map.of()).get(Options.STATE_PATH);
        List<Sign> signs = signs(new LifeFile(directory, measure ? "measure" : "agent"), Instant.now());
        List<List<Object>> rows = new ArrayList<>();
        for (Sign sign : signs) rows.add(row(sign));
        output.list(new Listing(List.of("Check", "Result", "Age", "Limit", "Detail"), rows), session.out());
        return signs.stream().allMatch(Sign::good) ? 0 : CommandFault.FAILED;
    }

    private List<Sign> signs(LifeFile file, Instant now) {
        Optional<LifeRecord> left = read(file);
        if (left.isEmpty()) {
            throw CommandFault.failed(
                    "no " + (measure ? "measurement point" : "agent") + " runs here: there is no " + file.path());
        }
        LifeRecord life = left.get();
        Duration passed = Duration.between(life.at(), now);
        // a clock that was set back: the next record has the new time
        Duration old = passed.isNegative() ? passed.abs() : passed;
        List<Sign> signs = new ArrayList<>();
        signs.add(new Sign("process", old, LATEST, life.whose() + ", process " + life.process()));
        for (Sign sign : life.signs()) signs.add(sign.after(old));
        return signs;
    }

    private static Optional<LifeRecord> read(LifeFile file) {
        try {
            return file.read();
        } catch (IOException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        }
    }

    private static List<Object> row(Sign sign) {
        return List.of(
                sign.check(),
                sign.good() ? "OK" : "FAILED",
                sign.since().toMillis() / 1000.0,
                sign.within().toMillis() / 1000.0,
                sign.detail());
    }
}
