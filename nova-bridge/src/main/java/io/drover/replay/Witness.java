package io.drover.replay;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.model.MigrationOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may say what when, in words of its own: nothing of the engine decides here. One agent's run; {@link Testimonies} puts the
 * runs of several agents together.
 */
final class Witness {

    private static final int ATTEMPTS = 3;

    /** A sentence against the protocol. */
    record Finding(Instant at, String auction, String sentence) {}

    final String host;
    final Instant startedAt;
    final List<Finding> findings = new ArrayList<>();
    final Map<String, Envelope> said = new HashMap<>();
    final List<Event.Heard> heard = new ArrayList<>();

    /** What Nova told this host of its own orders, and what it told itself as a destination: auction and destination, and whether it moved. */
    final Map<String, Boolean> ends = new HashMap<>();

    final Map<String, Boolean> arrivals = new HashMap<>();
    Instant newest;
    long messages;

    /** How the ids of its messages begin, and the number at the end of the newest: {@code host/run/number}. */
    private String run = "";

    private long spoken;

    private final Set<String> calls = new HashSet<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, MigrationOrder> orders = new HashMap<>();
    private final Map<String, MigrationOrder> open = new HashMap<>();
    private final Set<String> rung = new HashSet<>();

    /** What was heard of whom, by auction: {@code 5 auction}, {@code 6 auction peer server} and so on. */
    private final Set<String> words = new HashSet<>();

    Witness(String host, Instant startedAt) {
        this.host = host;
        this.startedAt = startedAt;
        this.newest = startedAt;
    }

    void hears(Event event) {
        newest = event.at();
        if (event instanceof Event.Heard message) {
            messages++;
            heard.add(message);
            remember(message.envelope());
        } else if (event instanceof Event.Resumed resumed) {
            orders.put(resumed.order().auction(), resumed.order());
            open.put(resumed.order().server(), resumed.order());
        } else if (event instanceof Event.MigrationEnded ended) {
            MigrationOrder order = orders.get(ended.auction());
            if (order == null) return;
            ends.put(
                    order.auction() + " " + order.destination(), ended.outcome().done());
            open.remove(order.server());
        } else if (event instanceof Event.Rang rang && rang.timer().name().equals("outcome")) {
            rung.add(rang.timer().auction());
        }
    }

    private void remember(Envelope envelope) {
        String of = envelope.auction();
        String peer = envelope.source();
        Message message = envelope.message();
        if (message instanceof Message.HotspotMessage) words.add("5 " + of);
        if (message instanceof Message.StealBroadcast) words.add("10 " + of);
        if (message instanceof Message.WinningBidAnnouncement award) words.add("7 " + of + " " + award.server());
        if (message instanceof Message.HotspotReply bid) {
            for (String server : bid.candidates()) words.add("6 " + of + " " + peer + " " + server);
            for (String server : bid.exchanges().keySet()) words.add("6 " + of + " " + peer + " " + server);
        }
        if (message instanceof Message.StealBroadcastReply offer) {
            offer.servers().forEach(server -> words.add("11 " + of + " " + peer + " " + server.id()));
        }
        if (message instanceof Message.WinningBidAcknowledgement yes && yes.ok()) {
            words.add("yes " + of + " " + peer + " " + yes.server());
        }
        if (message instanceof Message.StealAttempt attempt) {
            words.add("12 " + of + " " + attempt.server());
            words.add("yes " + of + " " + peer + " " + attempt.server());
        }
    }

    void decides(Effect effect) {
        if (effect instanceof Effect.Send send) says(send.envelope());
        else if (effect instanceof Effect.Migrate migrate) orders(migrate.order());
        else if (effect instanceof Effect.Say say) tells(say.note());
    }

    private void tells(Note note) {
        if (note.kind() == Note.Kind.MIGRATED) arrivals.put(note.auction() + " " + host, true);
        boolean own = note instanceof Note.Concluded || orders.containsKey(note.auction());
        if (note.kind() == Note.Kind.FAILED && !own) arrivals.put(note.auction() + " " + host, false);
    }

    private void orders(MigrationOrder order) {
        String of = order.auction();
        hold(order.source().equals(host), of, "orders a migration from " + order.source());
        hold(
                words.contains("yes " + of + " " + order.destination() + " " + order.server()),
                of,
                "orders " + order.server() + " to " + order.destination() + ", which has not agreed");
        hold(!orders.containsKey(of), of, "orders a second migration in one auction");
        MigrationOrder before = open.get(order.server());
        hold(before == null, of, "orders " + order.server() + ", which it is moving already");
        orders.put(of, order);
        open.put(order.server(), order);
    }

    /** Whether this run has said more after the message of this id. The ids tell, whatever its clock did meanwhile. */
    boolean hasSaidSince(String id) {
        return runOf(id).equals(run) && numberOf(id) < spoken;
    }

    private static String runOf(String id) {
        return id.substring(0, Math.max(0, id.lastIndexOf('/')));
    }

    private static long numberOf(String id) {
        try {
            return Long.parseLong(id.substring(id.lastIndexOf('/') + 1), Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void says(Envelope envelope) {
        messages++;
        said.put(envelope.id(), envelope);
        run = runOf(envelope.id());
        spoken = numberOf(envelope.id());
        String of = envelope.auction();
        Message message = envelope.message();
        hold(envelope.source().equals(host), of, "speaks as " + envelope.source());
        if (message instanceof Message.HotspotMessage || message instanceof Message.StealBroadcast) call(envelope);
        else if (message instanceof Message.HotspotReply)
            hold(words.contains("5 " + of), of, "bids, and was not asked");
        else if (message instanceof Message.StealBroadcastReply) {
            hold(words.contains("10 " + of), of, "offers, and was not asked");
        } else if (message instanceof Message.WinningBidAnnouncement award) award(award, of);
        else if (message instanceof Message.WinningBidAcknowledgement answer) {
            hold(words.contains("7 " + of + " " + answer.server()), of, "answers an award that it was not given");
        } else if (message instanceof Message.StealAttempt attempt) attempt(attempt, envelope);
        else if (message instanceof Message.StealAttemptAcknowledgement answer) {
            hold(words.contains("12 " + of + " " + answer.server()), of, "answers an attempt that nobody made");
        } else if (message instanceof Message.ResourceRelease) release(envelope);
        else if (message instanceof Message.MigrationAcknowledgement outcome) outcome(outcome, of);
    }

    private void call(Envelope envelope) {
        String of = envelope.auction();
        hold(of.startsWith(host + "/"), of, "opens an auction in another's name");
        hold(calls.add(of + " " + envelope.to()), of, "calls the same peers twice");
    }

    private void award(Message.WinningBidAnnouncement award, String of) {
        boolean bid = words.contains("6 " + of + " " + award.issuer() + " " + award.server());
        hold(bid, of, "awards " + award.server() + " to " + award.issuer() + ", which has not bid for it");
    }

    private void attempt(Message.StealAttempt attempt, Envelope envelope) {
        String of = envelope.auction();
        boolean offered = words.contains("11 " + of + " " + attempt.issuer() + " " + attempt.server());
        hold(offered, of, "wants " + attempt.server() + " of " + attempt.issuer() + ", which has not offered it");
        hold(attempts.merge(of, 1, Integer::sum) <= ATTEMPTS, of, "attempts more than " + ATTEMPTS + " times");
    }

    private void release(Envelope envelope) {
        MigrationOrder order = orders.get(envelope.auction());
        boolean ordered = order != null && envelope.to().equals(Address.host(order.destination()));
        hold(!ordered, envelope.auction(), "releases the host that it ordered a server to");
    }

    private void outcome(Message.MigrationAcknowledgement told, String of) {
        Boolean done = ends.get(of + " " + told.issuer());
        boolean known = done != null ? done == told.ok() : !told.ok() && rung.contains(of);
        hold(known, of, "tells an outcome of " + told.server() + " that Nova has not told");
    }

    private void hold(boolean rule, String auction, String sentence) {
        if (!rule) findings.add(new Finding(newest, auction, host + " " + sentence));
    }
}
