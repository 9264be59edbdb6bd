package io.drover.fleet;

import io.drover.amqp.TransportException;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.config.BusConfig;
import io.drover.config.Configuration;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How all commands about advice reach the agents. A picocli mixin. */
final class AdviceVisit {

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5",
            description = "Wait so long for answers; in seconds, or with ms, s, m. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    /** What is done at the desk. */
    interface Errand {
        int run(AdviceDesk desk, Configuration configuration, Duration patience) throws InterruptedException;
    }

    int go(CommandSession session, Errand errand) {
        Duration patience = Flags.duration("--timeout", timeout);
        Configuration configuration = session.configuration(Map.of());
        try (FleetVisit visit = FleetVisit.open(BusConfig.of(configuration), patience, InstantSource.system())) {
            return errand.run(new AdviceDesk(visit, patience), configuration, patience);
        } catch (TransportException | IllegalArgumentException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("interrupted");
        }
    }
}
