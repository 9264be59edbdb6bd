package io.drover.fleet;

import io.drover.amqp.TransportException;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.cli.Output;
import io.drover.config.BusConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Shows every agent as it sees itself now: load, thresholds, mode, locks, its last decision or advice.",
            "Agents answer over AMQP, so a host without an agent has no row. JSON, YAML and CSV have all columns."
        })
final class StatusCommand implements Callable<Integer> {

    /** Makes {@code drover status} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "status";
        }

        @Override
        public Object command(CommandSession session) {
            return new StatusCommand(session);
        }
    }

    private final CommandSession session;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5",
            description = "Wait so long for answers; in seconds, or with ms, s, m. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Option(names = "--watch", description = "Again and again, until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "2",
            description = "Between two looks of --watch; default: ${DEFAULT-VALUE} seconds.")
    private String interval;

    @Option(names = "--long", description = "All columns in a table, too.")
    private boolean all;

    @Mixin
    private Output output;

    StatusCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Duration patience = Flags.duration("--timeout", timeout);
        Duration between = Flags.duration("--interval", interval);
        BusConfig bus = BusConfig.of(session.configuration(Map.of()));
        try (FleetVisit visit = FleetVisit.open(bus, patience, InstantSource.system())) {
            StatusView view = new StatusView(session, output, all);
            FleetWatch rounds = new FleetWatch(visit, patience);
            if (watch) watch(rounds, view, between);
            RollCall.Result seen = rounds.next();
            view.show(seen);
            if (seen.answers().isEmpty()) throw CommandFault.failed(nobody(visit));
            return 0;
        } catch (TransportException | IllegalArgumentException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("interrupted");
        }
    }

    static String nobody(FleetVisit visit) {
        if (visit.distrusted() > 0) return "agents answered without the signature of this command's fleet key";
        return "no agent answered: none is connected to this broker, or none takes this command's fleet key";
    }

    /** Does not come back: Ctrl-C ends it, which is how it is meant to end. */
    private void watch(FleetWatch rounds, StatusView view, Duration between) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            session.out().flush();
                            Runtime.getRuntime().halt(0);
                        },
                        "drover-stop"));
        while (true) {
            view.redraw(rounds.next());
            new CountDownLatch(1).await(between.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
