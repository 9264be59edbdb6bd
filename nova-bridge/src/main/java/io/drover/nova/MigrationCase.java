package io.drover.nova;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What does not change from the request to the outcome.
 *
 * @param own this agent's order: it may be aborted
 * @param since when Nova was asked, or watching began
 * @param newest id of the server's newest migration before Nova was asked; empty: watched, so told by time
 * @param request id of the request, once known
 */
record MigrationCase(
        MigrationOrder order,
        Limits limits,
        boolean own,
        Instant since,
        Optional<Long> newest,
        Optional<String> request) {

    /** A request comes at most this long before the order's last instant; half of it is for clocks that differ. */
    private static final Duration REQUEST_WINDOW = Duration.ofMinutes(2);

    private static final double SHORT_SECONDS = 10;
    private static final Duration SLOWEST = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SELDOM = Duration.ofSeconds(5);

    /** Whether this may be the migration that was asked for. */
    boolean matches(MigrationRecord migration) {
        boolean sameWay = migration.source().equals(order.source())
                && migration.destination().map(order.destination()::equals).orElse(true);
        return sameWay && fresh(migration);
    }

    boolean arrived(ServerState server) {
        return server.host().equals(order.destination());
    }

    /** Before that the server was on its source. */
    Instant earliest() {
        return newest.isPresent() ? since : order.callBefore().minus(REQUEST_WINDOW);
    }

    /** Whether it began after the request. By id, since Nova's clock may differ from ours; watched: by time. */
    boolean fresh(MigrationRecord migration) {
        if (newest.isPresent()) return migration.id() > newest.get();
        Instant created = migration.createdAt();
        return created.isAfter(order.callBefore().minus(REQUEST_WINDOW))
                && created.isBefore(order.callBefore().plus(REQUEST_WINDOW.dividedBy(2)));
    }

    /** The instant at which even an unknown outcome ends it. */
    boolean overdue(Instant at) {
        return !at.isBefore(since.plus(limits.completion()).plus(Limits.OUTCOME_MARGIN));
    }

    Supervision.Step unknown(String why) {
        return end(new Outcome.Failed("outcome unknown: " + why));
    }

    /** Nova leaves such a server broken: an operator must look, and nobody moves it again. */
    Supervision.Step broken() {
        return end(new Outcome.Failed("server " + order.server() + " is in ERROR after a live migration from "
                + order.source() + " to " + order.destination() + " and needs an operator"));
    }

    Supervision.Step skip(String reason) {
        return end(new Outcome.Skipped(reason));
    }

    Supervision.Step fail(String reason) {
        return end(new Outcome.Failed(reason));
    }

    Supervision.Step end(Outcome outcome) {
        return new Supervision.Step(new Finished(), new Action.End(outcome));
    }

    MigrationCase with(Optional<String> requestId) {
        return new MigrationCase(order, limits, own, since, newest, requestId);
    }

    /** As {@link #pace(Instant, Instant)}, where nothing has been seen yet. */
    Duration pace(Instant at) {
        return pace(at, since);
    }

    /**
     * Close looks while it may end any moment, fewer later. What has long looked the same waits for something slow,
     * as a source does that polls for its answers, so a look comes after half as long again: from 0.5 s or 1 s to
     * 2 s, and 5 s from the first minute on.
     *
     * @param changed when Nova last showed anything new
     */
    Duration pace(Instant at, Instant changed) {
        long elapsed = Duration.between(since, at).toMillis();
        if (elapsed >= LONG.toMillis()) return SELDOM;
        boolean soon = order.predictedSeconds() < SHORT_SECONDS;
        if (!soon && elapsed >= 1000 * SHORT_SECONDS) return SLOWEST;
        long half = Duration.between(changed, at).toMillis() / 2;
        return Duration.ofMillis(Math.max(soon ? 500 : 1000, Math.min(SLOWEST.toMillis(), half)));
    }

    /** Nova's own words in ours: reasons have no full stop. */
    static String sentence(String text) {
        String stripped = text.strip();
        return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }
}
