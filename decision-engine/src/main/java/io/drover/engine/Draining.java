package io.drover.engine;

import io.drover.auction.Drains;
import io.drover.auction.Message;
import io.drover.model.HostObservation;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import java.util.Optional;

/** Whether this host is to be emptied, by the command's order or by what an operator told Nova. */
final class Draining {

    private final Settings settings;
    private final LocalHost local;
    private Drains orders = Drains.NONE;
    private Optional<Message.Drain> order = Optional.empty();
    private String noTaker = "";

    Draining(Settings settings, LocalHost local) {
        this.settings = settings;
        this.local = local;
    }

    Drains orders() {
        return orders;
    }

    void orders(Drains known) {
        orders = known;
        order = known.of(settings.host());
        if (!active()) noTaker = "";
    }

    boolean active() {
        return order.isPresent() || told().isPresent();
    }

    /** Whoever disables the service says why there. */
    private Optional<String> told() {
        return Optional.ofNullable(local.newest()).flatMap(HostObservation::drained);
    }

    /** In the operator's words: for what, and by whom. */
    String why() {
        String reason = order.map(Message.Drain::reason).or(this::told).orElse("");
        String by = order.map(Message.Drain::by).orElse("");
        return "draining" + (by.isEmpty() ? "" : " by " + by) + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** Migrations at once. */
    int parallel() {
        return Math.max(settings.drain().parallel(), settings.migration().maxOutbound());
    }

    /** Whether the server goes, too, though a rule of the operator's keeps it from all balancing. */
    boolean takesAlong(ServerObservation server) {
        return server.excluded() && order.filter(Message.Drain::excludedToo).isPresent();
    }

    /** Why the last auction came to nothing; empty: it did not. */
    String noTaker() {
        return noTaker;
    }

    void concluded(String why) {
        noTaker = why;
    }
}
