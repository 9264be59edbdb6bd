package io.drover.fleet;

import io.drover.amqp.TransportException;
import io.drover.auction.Message;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Output;
import io.drover.config.BusConfig;
import io.drover.config.Configuration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Ends drains: the hosts are open again, and fill as far as they are cold. Running migrations finish.",
            "Nova is told to schedule there again, unless the service was disabled for another reason."
        })
final class UndrainCommand implements Callable<Integer> {

    /** Makes {@code drover undrain} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "undrain";
        }

        @Override
        public Object command(CommandSession session) {
            return new UndrainCommand(session);
        }
    }

    private final CommandSession session;

    @Parameters(arity = "1..*", paramLabel = "HOST", description = "As Nova's os-services names it.")
    private List<String> hosts;

    @Option(
            names = "--return",
            description = "For an hour, peers may give back what came from these hosts, however lately it moved.")
    private boolean returning;

    @Mixin
    private Output output;

    /** It may have seen its compute service as disabled a minute ago. */
    private static String lingers(String host) {
        return host
                + " drains until its agent sees that its compute service is enabled, which takes three minutes at most;"
                + " one that stays disabled for a drain drains on";
    }

    UndrainCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Configuration configuration = session.configuration(Map.of());
        BusConfig bus = BusConfig.of(configuration);
        ComputeServices services = ComputeServices.of(configuration, DrainCommand.PATIENCE, session::warn);
        try (FleetVisit visit = FleetVisit.open(bus, DrainCommand.PATIENCE, InstantSource.system())) {
            hosts.forEach(services::open);
            DrainBroadcast.Order order = new DrainBroadcast.Order(false, false, "", returning, false);
            Map<String, Optional<Message.DrainAcknowledgement>> answers = new DrainBroadcast(
                            visit, DrainCommand.PATIENCE)
                    .tell(hosts, order, ComputeHosts.ask(configuration, DrainCommand.PATIENCE, session::warn), session);
            DrainCommand.show(answers, session, output);
            DrainCommand.answered(answers);
            answers.forEach((host, answer) -> {
                if (answer.orElseThrow().draining()) session.warn(lingers(host));
            });
            return 0;
        } catch (TransportException | IllegalArgumentException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("interrupted");
        }
    }
}
