package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.model.MigrationOrder;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The migrations that agents have ordered, by server: from the order to the outcome that its agent hears, over the
 * agent's restarts, or that Nova is known to have reached. Serves the simulation and the lab.
 */
public final class OpenOrders {

    private final SortedMap<String, MigrationOrder> open = new TreeMap<>();

    /**
     * @return how this is a second migration of one server; empty: it is not
     */
    public Optional<String> decided(String host, Effect effect) {
        if (!(effect instanceof Effect.Migrate migrate)) return Optional.empty();
        MigrationOrder order = migrate.order();
        MigrationOrder earlier = open.putIfAbsent(order.server(), order);
        if (earlier == null) return Optional.empty();
        return Optional.of(host + " orders " + order.server() + " to " + order.destination() + " (" + order.auction()
                + ") while " + earlier.source() + " moves it to " + earlier.destination() + " (" + earlier.auction()
                + ")");
    }

    /** Nova is through with it, though an agent that is away may hear of that much later. */
    void ended(MigrationOrder order) {
        open.remove(order.server(), order);
    }

    /**
     * @return the order whose outcome this is, when {@code host} is the one that gave it
     */
    public Optional<MigrationOrder> heard(String host, Event event) {
        if (!(event instanceof Event.MigrationEnded ended)) return Optional.empty();
        MigrationOrder order = open.get(ended.server());
        if (order == null) return Optional.empty();
        if (!order.auction().equals(ended.auction()) || !order.source().equals(host)) return Optional.empty();
        return Optional.of(open.remove(ended.server()));
    }
}
