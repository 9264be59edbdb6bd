package io.drover.audit;

import io.drover.openstack.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One migration as both sides tell it.
 *
 * @param nova Nova's row; empty: only Drover has it
 * @param claim Drover's; empty: only Nova has it
 * @param request id of the request that asked for it; empty: not known
 */
record AuditRow(Optional<Migration> nova, Optional<OrderRecord> claim, Optional<String> request) {

    static final List<String> COLUMNS = List.of(
            "migration",
            "id",
            "server",
            "source",
            "destination",
            "type",
            "status",
            "origin",
            "decidedBy",
            "strategy",
            "entropyBefore",
            "entropyAfter",
            "predictedSeconds",
            "realSeconds",
            "createdAt",
            "requestId",
            "auction",
            "reason");

    /** Who asked for it. */
    enum Origin {
        DROVER,
        /** Nova has it and no journal at hand tells of it. */
        OPERATOR,
        /** Drover says that it was one, and Nova has none. */
        DROVER_ONLY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    AuditRow with(Optional<String> requestId) {
        return new AuditRow(nova, claim, requestId);
    }

    Origin origin() {
        if (nova.isEmpty()) return Origin.DROVER_ONLY;
        return claim.isPresent() ? Origin.DROVER : Origin.OPERATOR;
    }

    Instant createdAt() {
        return nova.map(Migration::createdAt).orElseGet(() -> claim.orElseThrow().at);
    }

    List<Object> cells() {
        List<Object> cells = new ArrayList<>();
        cells.add(nova.map(Migration::uuid).orElse(null));
        cells.add(nova.map(Migration::id).orElse(null));
        cells.add(nova.map(Migration::server).orElseGet(() -> claim.orElseThrow().server));
        cells.add(nova.map(Migration::source).orElseGet(() -> claim.orElseThrow().source));
        cells.add(nova.map(n -> n.destination().orElse(null))
                .orElseGet(() -> claim.map(c -> c.destination).orElse(null)));
        cells.add(nova.map(Migration::type).orElse(null));
        cells.add(nova.map(Migration::status).orElse(null));
        cells.add(origin().toString());
        cells.add(claim.map(OrderRecord::auctioneer).orElse(null));
        cells.add(claim.map(c -> c.strategy).orElse(null));
        cells.add(claim.map(c -> number(c.entropyBefore)).orElse(null));
        cells.add(claim.map(c -> number(c.entropyAfter)).orElse(null));
        cells.add(claim.map(c -> number(c.predictedSeconds)).orElse(null));
        cells.add(seconds());
        cells.add(createdAt().toString());
        cells.add(request.orElse(null));
        cells.add(claim.map(c -> c.auction).orElse(null));
        cells.add(claim.map(c -> c.reason).orElse(""));
        return cells;
    }

    /** Drover's from the request to settled; else Nova's, whole seconds, once it has ended. */
    private Double seconds() {
        Optional<Double> drovers = claim.map(c -> number(c.seconds));
        return drovers.or(() -> nova.filter(Migration::ended).map(n ->
                        (double) Duration.between(n.createdAt(), n.updatedAt()).toSeconds()))
                .orElse(null);
    }

    private static Double number(double number) {
        return Double.isNaN(number) ? null : number;
    }
}
