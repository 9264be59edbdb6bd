package io.drover.audit;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Proposal;
import io.drover.journal.JournalEntry;
import io.drover.journal.JournalReader;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.model.MigrationOrder;
import io.drover.model.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that journals and the measurement store tell of migrations, of both ends and all runs taken together. */
final class OrderRecords {

    private final Map<String, OrderRecord> claims = new LinkedHashMap<>();
    private final Map<String, Note.Move> choices = new TreeMap<>();
    private final Map<String, Proposal> approvals = new TreeMap<>();

    /** What became an order, or was acknowledged as one. */
    List<OrderRecord> all() {
        claims.forEach((key, claim) -> Optional.ofNullable(choices.get(key)).ifPresent(choice -> claim.chosen(choice)));
        claims.values()
                .forEach(claim ->
                        Optional.ofNullable(approvals.get(claim.auction)).ifPresent(claim::approved));
        return List.copyOf(claims.values());
    }

    /**
     * Reads a file as far as it can be read.
     *
     * @return lines that could not be
     */
    long read(Path file) throws IOException {
        try (JournalReader reader = new JournalReader(file)) {
            Settings settings = reader.header().run().settings();
            for (Optional<JournalEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof JournalEntry.Heard heard) heard(heard.event(), settings.host());
                else if (next.get() instanceof JournalEntry.Decided decided) decided(decided.effect(), settings);
            }
            return reader.damaged();
        }
    }

    void add(MigrationRow row) {
        claim(row.auction(), row.server()).measured(row);
    }

    private void heard(Event event, String host) {
        if (event instanceof Event.MigrationEnded ended) {
            OrderRecord known = claims.get(key(ended.auction(), ended.server()));
            if (known != null && known.source.equals(host)) known.ended(ended.outcome());
        } else if (event instanceof Event.Resumed resumed) {
            order(resumed.order(), resumed.order().callBefore());
        } else if (event instanceof Event.Heard heard
                && heard.envelope().message() instanceof Message.MigrationAcknowledgement told) {
            claim(heard.envelope().auction(), told.server())
                    .acknowledged(told, heard.envelope().source(), host, heard.at());
        }
    }

    /** An order says until when Nova may be asked, which is half a lease from when it was decided. */
    private void decided(Effect effect, Settings settings) {
        if (effect instanceof Effect.Migrate migrate) {
            Duration half = settings.auction().lockTimeout().dividedBy(2);
            order(migrate.order(), migrate.order().callBefore().minus(half));
        } else if (effect instanceof Effect.Send send && send.envelope().message() instanceof Message.Migration told) {
            claim(send.envelope().auction(), told.server()).announced(told, settings.host());
        } else if (effect instanceof Effect.Say say && say.note() instanceof Note.Chosen chosen) {
            choices.put(key(chosen.auction(), chosen.move().server()), chosen.move());
        } else if (effect instanceof Effect.Keep keep) {
            for (Proposal proposal : keep.proposals().entries()) {
                if (!proposal.fate().auction().isEmpty())
                    approvals.put(proposal.fate().auction(), proposal);
            }
        }
    }

    private void order(MigrationOrder order, Instant at) {
        claim(order.auction(), order.server()).ordered(order, at);
    }

    private OrderRecord claim(String auction, String server) {
        return claims.computeIfAbsent(key(auction, server), key -> new OrderRecord(auction, server));
    }

    private static String key(String auction, String server) {
        return auction + " " + server;
    }
}
