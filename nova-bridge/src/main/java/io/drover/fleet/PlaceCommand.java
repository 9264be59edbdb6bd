package io.drover.fleet;

import io.drover.amqp.TransportException;
import io.drover.auction.Message;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.cli.Output;
import io.drover.config.BusConfig;
import io.drover.config.Configuration;
import io.drover.model.ServerInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Names the best host for a new server: all agents are asked whether they would take it, as in an auction.",
            "Nothing is locked and nothing is placed. With -f value it prints the host alone; 1 when nobody takes it."
        })
final class PlaceCommand implements Callable<Integer> {

    /** Makes {@code drover place} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "place";
        }

        @Override
        public Object command(CommandSession session) {
            return new PlaceCommand(session);
        }
    }

    private final CommandSession session;

    @Mixin
    private NewServer server;

    @Option(names = "--group", paramLabel = "GROUP", description = "Only hosts of this group (availability zone).")
    private String group = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5",
            description = "Wait so long for answers; in seconds, or with ms, s, m. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Mixin
    private Output output;

    PlaceCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Duration patience = Flags.duration("--timeout", timeout);
        Configuration configuration = session.configuration(Map.of());
        ServerInfo asked = server.asked(configuration, patience);
        BusConfig bus = BusConfig.of(configuration);
        try (FleetVisit visit = FleetVisit.open(bus, patience, InstantSource.system())) {
            CompletableFuture<Optional<List<String>>> hosts = ComputeHosts.ask(configuration, patience, session::warn);
            RollCall.Result result =
                    RollCall.take(visit, new Message.Place(asked), answer -> about(asked, answer), hosts, patience);
            if (result.answers().isEmpty()) throw CommandFault.failed(StatusCommand.nobody(visit));
            if (!result.silent().isEmpty()) {
                session.warn("no answer from " + String.join(", ", result.silent()));
            }
            new PlaceView(result, group).show(session, output);
            return 0;
        } catch (TransportException | IllegalArgumentException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("interrupted");
        }
    }

    private static boolean about(ServerInfo asked, Message message) {
        return message instanceof Message.PlaceAcknowledgement answer
                && answer.server().equals(asked.id());
    }
}
