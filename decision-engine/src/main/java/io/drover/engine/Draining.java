package io.drover.engine;

import io.drover.auction.Drains;
import io.drover.auction.Message;
import io.drover.model.HostObservation;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether this host is to be emptied, by the command's order or by what an operator told Nova. */
final class Draining {

    private static final String STARTED = "no auction has ended since the agent started";

    private final Settings settings;
    private final LocalHost local;
    private Drains orders = Drains.NONE;
    private Optional<Message.Drain> order = Optional.empty();
    private String noTaker = "";
    private boolean bends;

    Draining(Settings settings, LocalHost local) {
        this.settings = settings;
        this.local = local;
    }

    Drains orders() {
        return orders;
    }

    void orders(Drains known) {
        boolean before = active();
        orders = known;
        order = known.of(settings.host());
        if (!before || !active()) noTaker = "";
        bends &= active();
    }

    /**
     * A new run begins, which knows nothing of why servers are left.
     *
     * @param kept by the run before
     */
    void started(Drains kept) {
        orders(kept);
        noTaker = STARTED;
    }

    /** What concerns everybody. */
    Drains told() {
        return new Drains(orders.entries());
    }

    /**
     * A server has come.
     *
     * @param home whence
     * @return whether that is to be kept
     */
    boolean came(String server, String home) {
        if (orders.of(home).isEmpty()) return false;
        orders = orders.with(new Drains.Guest(server, home));
        return true;
    }

    /** Whoever is gone is no guest any more. */
    void observed(Predicate<String> here, Instant now) {
        orders = orders.keeping(here, now);
    }

    /** Whether the server goes home, if it goes to this host. */
    boolean returns(String server, String to, Instant now) {
        return orders.returns(server, to, now);
    }

    boolean active() {
        return order.isPresent() || written().isPresent();
    }

    /** Whoever disables the service says why there. */
    private Optional<String> written() {
        return Optional.ofNullable(local.newest()).flatMap(HostObservation::drained);
    }

    /** In the operator's words: for what, and by whom. */
    String why() {
        String reason = order.map(Message.Drain::reason).or(this::written).orElse("");
        String by = order.map(Message.Drain::by).orElse("");
        return "draining" + (by.isEmpty() ? "" : " by " + by) + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** Whether it goes on while the cloud recovers. */
    boolean atOnce() {
        return order.filter(Message.Drain::atOnce).isPresent();
    }

    /** Migrations at once. */
    int parallel() {
        return Math.max(settings.drain().parallel(), settings.migration().maxOutbound());
    }

    /** Whether the server goes, too, though a rule of the operator's keeps it from all balancing. */
    boolean takesAlong(ServerObservation server) {
        return server.excluded() && order.filter(Message.Drain::excludedToo).isPresent();
    }

    /** Whether soft groups hold nobody any more: they kept what was left from going. */
    boolean bends() {
        return bends;
    }

    void bend() {
        bends = true;
    }

    /** Why the last auction came to nothing; empty: it did not, or none was held yet. */
    String noTaker() {
        return noTaker;
    }

    void concluded(String why) {
        noTaker = why;
    }
}
