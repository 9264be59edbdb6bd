package io.drover.fleet;

import io.drover.amqp.TransportException;
import io.drover.auction.Message;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.config.BusConfig;
import io.drover.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pause or resume, told to every agent: what both commands share. A picocli mixin. */
final class PauseBroadcast {

    /**
     * Agents take a word from the future as of now, so it is newer than all that they know, whoever said it and however
     * late this machine's clock is. They refuse one from further ahead.
     */
    private static final Duration INSISTING = Duration.ofSeconds(50);

    private static final List<String> COLUMNS = List.of("host", "group", "state", "seconds");

    @Option(names = "--group", paramLabel = "GROUP", description = "Only the agents of this group; default: all.")
    private String group = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5",
            description = "Wait so long for answers; in seconds, or with ms, s, m. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Mixin
    private Output output;

    /**
     * @return the exit status
     * @throws CommandFault naming the agents that are not as told
     */
    int tell(boolean paused, CommandSession session) {
        Duration patience = Flags.duration("--timeout", timeout);
        Configuration configuration = session.configuration(Map.of());
        BusConfig bus = BusConfig.of(configuration);
        try (FleetVisit visit = FleetVisit.open(bus, patience, InstantSource.system())) {
            CompletableFuture<Optional<List<String>>> hosts = ComputeHosts.ask(configuration, patience, session::warn);
            Instant now = InstantSource.system().instant();
            RollCall.Result result =
                    told(visit, new Message.Pause(paused, group, Operator.name(session), now), hosts, patience);
            if (!new Verdict(paused, group, result).obeyed()) {
                Message insisting = new Message.Pause(paused, group, Operator.name(session), now.plus(INSISTING));
                result = told(visit, insisting, hosts, patience);
            }
            output.list(new Listing(COLUMNS, rows(result)), session.out());
            new Verdict(paused, group, result).speak(session, StatusCommand.nobody(visit));
            return 0;
        } catch (TransportException | IllegalArgumentException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("interrupted");
        }
    }

    private static RollCall.Result told(
            FleetVisit visit, Message word, CompletableFuture<Optional<List<String>>> hosts, Duration patience)
            throws InterruptedException {
        return RollCall.take(visit, word, Message.PauseAcknowledgement.class, hosts, patience);
    }

    private static List<List<Object>> rows(RollCall.Result result) {
        Map<String, List<Object>> rows = new TreeMap<>();
        result.answers().forEach((host, answer) -> {
            Message.PauseAcknowledgement told =
                    (Message.PauseAcknowledgement) answer.envelope().message();
            double seconds = Math.rint(answer.after().toNanos() / 1e6) / 1e3;
            rows.put(host, List.of(host, told.group(), told.paused() ? "paused" : "running", seconds));
        });
        result.silent().forEach(host -> rows.put(host, row(host, "silent")));
        result.absent().forEach(host -> rows.putIfAbsent(host, row(host, "absent")));
        return List.copyOf(rows.values());
    }

    private static List<Object> row(String host, String state) {
        List<Object> row = new ArrayList<>(List.of(host, "", state));
        row.add(null);
        return row;
    }

    /** What the answers mean for people and scripts. */
    private record Verdict(boolean paused, String group, RollCall.Result result) {

        void speak(CommandSession session, String nobody) {
            if (!result.absent().isEmpty()) {
                session.warn("no agent runs on " + String.join(", ", result.absent()));
            }
            List<String> faults = Stream.of(unheard(nobody), silent(), otherwise())
                    .filter(s -> !s.isEmpty())
                    .toList();
            if (!faults.isEmpty()) throw new CommandFault(CommandFault.FAILED, faults, null);
        }

        /** Whether all that answered and are meant are as told. */
        boolean obeyed() {
            return otherwise().isEmpty();
        }

        private String unheard(String nobody) {
            if (!result.answers().isEmpty())
                return affected().isEmpty() ? "no agent of group " + group + " answered" : "";
            return nobody;
        }

        private String silent() {
            return result.silent().isEmpty() ? "" : "no answer from " + String.join(", ", result.silent());
        }

        /** A pause of the fleet and one of a group are lifted each by its own word. */
        private String otherwise() {
            String hosts = affected().entrySet().stream()
                    .filter(entry -> entry.getValue().paused() != paused)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
            if (hosts.isEmpty()) return "";
            if (paused) return "not paused: " + hosts + ", which know a resume newer than this machine's clock";
            String other = group.isEmpty() ? "their group" : "the whole fleet";
            return "still paused: " + hosts + ", by a pause of " + other + " or one newer than this machine's clock";
        }

        private Map<String, Message.PauseAcknowledgement> affected() {
            Map<String, Message.PauseAcknowledgement> affected = new TreeMap<>();
            result.answers().forEach((host, answer) -> {
                Message.PauseAcknowledgement told =
                        (Message.PauseAcknowledgement) answer.envelope().message();
                if (group.isEmpty() || told.group().equals(group)) affected.put(host, told);
            });
            return affected;
        }
    }
}
