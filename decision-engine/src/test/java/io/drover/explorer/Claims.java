package io.drover.explorer;

import io.drover.auction.Hold;
import io.drover.model.MigrationOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What holds in every state. */
final class Claims {

    /** What is due may still wait its turn. */
    private static final Duration MEANWHILE = Duration.ofMillis(10);

    private final SmallFleet fleet;
    private final Behaviour behaviour;

    Claims(SmallFleet fleet, Behaviour behaviour) {
        this.fleet = fleet;
        this.behaviour = behaviour;
    }

    /** What does not hold; empty: all does. */
    Optional<String> broken(Successor successor) {
        if (!successor.broken().isEmpty()) return Optional.of(successor.broken());
        Truth truth = new Truth(successor.next(), fleet, behaviour.things);
        for (Recorder.Verdict verdict : successor.verdicts()) {
            Optional<String> untrue = untrue(verdict, truth);
            if (untrue.isPresent()) return untrue;
        }
        return twice(truth).or(() -> known(truth)).or(() -> locks(truth)).or(() -> rest(truth));
    }

    /** Whoever tells how a migration ended tells what Nova has done: so both ends agree. */
    private static Optional<String> untrue(Recorder.Verdict verdict, Truth truth) {
        boolean done =
                truth.deeds.stream().anyMatch(deed -> verdict.about(deed.order()) && deed.stage() == Thing.Stage.DONE);
        if (verdict.moved() && !done) {
            return Optional.of(verdict.server() + " is said to have moved, and has not, by " + verdict.auction());
        }
        if (!verdict.moved() && truth.ordered(verdict)) {
            return Optional.of(verdict.server() + " is said to stay, and Nova moves it, by " + verdict.auction());
        }
        return Optional.empty();
    }

    private Optional<String> twice(Truth truth) {
        SortedMap<String, MigrationOrder> orders = new TreeMap<>();
        for (int agent : truth.moment.agents()) {
            for (MigrationOrder order : behaviour.agent(agent).orders()) {
                MigrationOrder other = orders.putIfAbsent(order.server(), order);
                if (other != null) {
                    return Optional.of(order.server() + " is ordered to " + other.destination() + " and to "
                            + order.destination());
                }
            }
        }
        return Optional.empty();
    }

    /** While Nova moves a server, its source's journal has the order, and its destination knows of it. */
    private Optional<String> known(Truth truth) {
        for (Thing.Deed deed : truth.deeds) {
            if (deed.stage() != Thing.Stage.RUNNING) continue;
            MigrationOrder order = deed.order();
            if (!agent(order.source(), truth).orders().contains(order)) {
                return Optional.of(order.server() + " moves, and the journal of " + order.source() + " has no order");
            }
            AgentState destination = agent(order.destination(), truth);
            boolean expected = destination.holds().stream()
                    .anyMatch(held -> held.auction().equals(order.auction())
                            && (held.hold().phase().agreed() || order.auction().startsWith(order.destination() + "/")));
            if (!expected && !destination.startedAt().isAfter(deed.askedAt().minus(lease()))) {
                return Optional.of(order.server() + " moves to " + order.destination() + ", which does not know");
            }
        }
        return Optional.empty();
    }

    private Duration lease() {
        return fleet.settings().auction().lockTimeout();
    }

    private AgentState agent(String host, Truth truth) {
        return behaviour.agent(truth.moment.agents()[fleet.hosts().indexOf(host)]);
    }

    /** A host is promised to one auction at a time; its lock outlives a lease only for a migration that may be. */
    private Optional<String> locks(Truth truth) {
        for (int number : truth.moment.agents()) {
            AgentState agent = behaviour.agent(number);
            long bids = agent.holds().stream()
                    .map(AgentState.Held::hold)
                    .filter(hold -> hold.lease() && !hold.phase().agreed())
                    .count();
            long arrivals = agent.holds().stream()
                    .filter(held -> held.hold().phase() == Hold.Phase.INBOUND)
                    .count();
            long departures = agent.holds().stream()
                    .filter(held -> held.hold().phase() == Hold.Phase.OUTBOUND)
                    .count();
            if (departures > fleet.settings().migration().maxOutbound()) {
                return Optional.of(agent.host() + " gives to two auctions");
            }
            if (bids > 1 || arrivals > fleet.settings().migration().maxInbound()) {
                return Optional.of(agent.host() + " is promised to two auctions");
            }
            String holder = agent.lock().auction();
            boolean old = !holder.isEmpty()
                    && truth.now.isAfter(agent.lock().since().plus(lease()).plus(MEANWHILE));
            if (old && !excused(holder, truth)) {
                return Optional.of(agent.host() + " is locked by " + holder + " for longer than a lease");
            }
        }
        return Optional.empty();
    }

    private static boolean excused(String auction, Truth truth) {
        return truth.deeds.stream().anyMatch(deed -> deed.order().auction().equals(auction))
                || truth.errands.stream()
                        .anyMatch(errand -> errand.order().auction().equals(auction));
    }

    /** When nothing is in flight, nobody holds anything. */
    private Optional<String> rest(Truth truth) {
        if (truth.busy() || waits(truth.moment, behaviour)) return Optional.empty();
        for (int number : truth.moment.agents()) {
            AgentState agent = behaviour.agent(number);
            if (!agent.holds().isEmpty()) {
                return Optional.of(agent.host() + " waits for nothing, and is in auction "
                        + agent.holds().get(0).auction());
            }
            if (!agent.orders().isEmpty()) {
                return Optional.of(agent.host() + "'s journal has an order without an end");
            }
        }
        return Optional.empty();
    }

    /** Whether somebody's auction has set a timer. */
    static boolean waits(Moment moment, Behaviour behaviour) {
        for (int agent : moment.agents()) {
            if (behaviour.agent(agent).timers().keySet().stream()
                    .anyMatch(timer -> !timer.auction().isEmpty())) return true;
        }
        return false;
    }
}
