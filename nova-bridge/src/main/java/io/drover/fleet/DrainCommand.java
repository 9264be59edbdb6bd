package io.drover.fleet;

import io.drover.amqp.TransportException;
import io.drover.auction.DrainProgress;
import io.drover.auction.Message;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.cluster.DryRun;
import io.drover.config.BusConfig;
import io.drover.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Empties hosts: their agents auction all servers, whatever the loads, until none is left.",
            "Nova is told first to schedule nothing new there. A drain outlives restarts. It ends by drover undrain."
        })
final class DrainCommand implements Callable<Integer> {

    /** Makes {@code drover drain} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "drain";
        }

        @Override
        public Object command(CommandSession session) {
            return new DrainCommand(session);
        }
    }

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CommandSession session;

    @Parameters(arity = "1..*", paramLabel = "HOST", description = "As Nova's os-services names it.")
    private List<String> hosts;

    @Option(
            names = "--wait",
            description = "Until the hosts are empty, or nothing more goes. Ctrl-C ends the waiting only.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2h",
            description = "Wait so long at most, with --wait. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "For people: agents' logs, and Nova's disabled reason.")
    private String reason = "";

    @Option(
            names = "--include-excluded",
            description = "Also servers that only a rule of [exclude] keeps from being moved.")
    private boolean excludedToo;

    @Option(
            names = "--now",
            description = "Also while the cloud recovers: a compute service is newly down, or servers are evacuated.")
    private boolean atOnce;

    @Option(
            names = "--dry-run",
            description = "Order nothing: show which server would go where, or what there is too little of (exit 1).")
    private boolean dryRun;

    @Option(
            names = "--cluster",
            paramLabel = "FILE",
            description = "With --dry-run: the cluster, as JSON; default: the configured cloud as it is now.")
    private Path cluster;

    @Mixin
    private Output output;

    DrainCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Duration longest = Flags.duration("--timeout", timeout);
        Configuration configuration = session.configuration(Map.of());
        if (cluster != null && !dryRun) throw CommandFault.usage("--cluster is of use only with --dry-run");
        if (dryRun) {
            new DryRun(session, configuration, output).show(hosts, excludedToo, Optional.ofNullable(cluster));
            return 0;
        }
        BusConfig bus = BusConfig.of(configuration);
        ComputeServices services = ComputeServices.of(configuration, PATIENCE, session::warn);
        try (FleetVisit visit = FleetVisit.open(bus, PATIENCE, InstantSource.system())) {
            hosts.forEach(host -> services.close(host, reason));
            DrainBroadcast fleet = new DrainBroadcast(visit, PATIENCE);
            DrainBroadcast.Order order = new DrainBroadcast.Order(true, excludedToo, reason, false, atOnce);
            CompletableFuture<Optional<List<String>>> everybody =
                    ComputeHosts.ask(configuration, PATIENCE, session::warn);
            Map<String, Optional<Message.DrainAcknowledgement>> answers = fleet.tell(hosts, order, everybody, session);
            if (!wait) show(answers, session, output);
            obeyed(answers);
            if (wait) {
                List<Message.Drain> orders = hosts.stream()
                        .map(host -> order.about(host, session, Duration.ZERO))
                        .toList();
                new DrainWait(fleet, session, orders).untilEmpty(longest);
            }
            return 0;
        } catch (TransportException | IllegalArgumentException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("interrupted");
        }
    }

    static void show(
            Map<String, Optional<Message.DrainAcknowledgement>> answers, CommandSession session, Output output) {
        List<List<Object>> rows = new ArrayList<>();
        answers.forEach((host, answer) -> rows.add(row(host, answer)));
        output.list(
                new Listing(List.of("host", "state", "servers", "memoryMib", "moving", "staying"), rows),
                session.out());
        session.out().flush();
    }

    private static List<Object> row(String host, Optional<Message.DrainAcknowledgement> answer) {
        List<Object> row = new ArrayList<>(List.of(host));
        if (answer.isEmpty()) {
            row.add("silent");
            for (int column = 0; column < 4; column++) row.add(null);
            return row;
        }
        DrainProgress progress = answer.get().progress();
        row.add(answer.get().draining() ? "draining" : "open");
        row.add(progress.known() ? progress.servers() : null);
        row.add(progress.known() ? progress.memoryMib() : null);
        row.add(progress.known() ? progress.moving() : null);
        row.add(progress.known() ? progress.stays().size() : null);
        return row;
    }

    /**
     * @throws CommandFault naming the hosts whose agents did not answer
     */
    static void answered(Map<String, Optional<Message.DrainAcknowledgement>> answers) {
        List<String> faults = new ArrayList<>();
        answers.forEach((host, answer) -> {
            if (answer.isEmpty()) faults.add("no agent answers on " + host);
        });
        if (!faults.isEmpty()) throw new CommandFault(CommandFault.FAILED, faults, null);
    }

    private static void obeyed(Map<String, Optional<Message.DrainAcknowledgement>> answers) {
        answered(answers);
        List<String> faults = new ArrayList<>();
        answers.forEach((host, answer) -> {
            if (!answer.orElseThrow().draining()) {
                faults.add(host + " does not drain: it knows an order newer than this machine's clock");
            }
        });
        if (!faults.isEmpty()) throw new CommandFault(CommandFault.FAILED, faults, null);
    }
}
