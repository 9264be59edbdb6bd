package io.drover.auction;

import io.drover.model.Decimal;
import io.drover.model.HostObservation;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.util.Map;

/**
 * Events and effects in one line each, as traces and transcripts show them; the same in any JVM. A message is the
 * thesis' name of its type, its other end, and what decides.
 */
public final class Spoken {

    private Spoken() {}

    public static String of(Event event) {
        if (event instanceof Event.Started) return "starts";
        if (event instanceof Event.Observed observed) return "observes " + of(observed.observation());
        if (event instanceof Event.Heard heard) return "hears " + inbound(heard.envelope());
        if (event instanceof Event.Undelivered lost) return "gets back " + outbound(lost.envelope());
        if (event instanceof Event.Rang rang)
            return "rings " + rang.timer().name() + named(rang.timer().auction());
        if (event instanceof Event.PeersListed listed)
            return "lists " + listed.hosts().size() + " hosts"
                    + (listed.failed().isEmpty() ? "" : ", " + listed.failed().size() + " failed");
        if (event instanceof Event.MigrationEnded ended) {
            return "learns of " + ended.server() + named(ended.auction()) + ": " + of(ended.outcome());
        }
        if (event instanceof Event.Resumed resumed) return "resumes " + of(resumed.order());
        if (event instanceof Event.Stopping) return "stops";
        if (event instanceof Event.Reconnected) return "is back at the broker";
        if (event instanceof Event.Noticed noticed) return "notices: " + noticed.text();
        throw new AssertionError(event);
    }

    public static String of(Effect effect) {
        if (effect instanceof Effect.Send send) return "sends " + outbound(send.envelope());
        if (effect instanceof Effect.SetTimer set) {
            return "sets " + set.timer().name() + named(set.timer().auction()) + " after "
                    + Decimal.milliseconds(set.after().toNanos());
        }
        if (effect instanceof Effect.CancelTimer cancel) {
            return "cancels " + cancel.timer().name() + named(cancel.timer().auction());
        }
        if (effect instanceof Effect.Migrate migrate) return "orders " + of(migrate.order());
        if (effect instanceof Effect.Watch watch) return "watches " + of(watch.order());
        if (effect instanceof Effect.Keep keep)
            return "keeps " + keep.pauses().entries().size() + " pauses"
                    + advice(keep.proposals().entries().size());
        if (effect instanceof Effect.Say say) return "says " + of(say);
        throw new AssertionError(effect);
    }

    private static String of(Effect.Say say) {
        StringBuilder text = new StringBuilder(say.note().kind().name())
                .append(named(say.note().auction()))
                .append(": ")
                .append(say.note().text());
        for (Map.Entry<String, Object> fact : say.note().facts().entrySet()) {
            Object value = fact.getValue() instanceof Double number ? Decimal.shortest(number) : fact.getValue();
            text.append("; ").append(fact.getKey()).append('=').append(value);
        }
        return text.toString();
    }

    private static String of(HostObservation seen) {
        return "load " + Decimal.shortest(seen.load().orElse(Double.NaN)) + " of " + seen.cpus() + ", "
                + seen.servers().size() + " servers, " + seen.migrations().size() + " migrations"
                + seen.closed().map(reason -> ", closed: " + reason).orElse("");
    }

    public static String of(MigrationOrder order) {
        return order.server() + " from " + order.source() + " to " + order.destination() + named(order.auction());
    }

    public static String of(Outcome outcome) {
        return outcome.getClass().getSimpleName() + ", " + outcome.reason();
    }

    private static String advice(int proposals) {
        return proposals == 0 ? "" : " and " + proposals + " advice";
    }

    private static String named(String auction) {
        return auction.isEmpty() ? "" : " [" + auction + "]";
    }

    /** {@code HOTSPOT_MESSAGE of pm1 …}. */
    public static String inbound(Envelope envelope) {
        return type(envelope.message()) + " of " + envelope.source() + rest(envelope);
    }

    private static String outbound(Envelope envelope) {
        return type(envelope.message()) + " to " + to(envelope.to()) + rest(envelope);
    }

    /** {@code WINNING_BID_ANNOUNCEMENT} for a {@link Message.WinningBidAnnouncement}. */
    private static String type(Message message) {
        String name = message.getClass().getSimpleName();
        StringBuilder type = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter) && type.length() > 0) type.append('_');
            type.append(Character.toUpperCase(letter));
        }
        return type.toString();
    }

    private static String to(Address address) {
        if (address instanceof Address.Host host) return host.name();
        if (address instanceof Address.Group group) return "group " + group.name();
        if (address instanceof Address.MeasurementPoint) return "the measurement point";
        return "all";
    }

    private static String rest(Envelope envelope) {
        String auction = envelope.auction().isEmpty() ? "" : " [" + envelope.auction() + "]";
        return " #" + envelope.id() + auction + content(envelope.message());
    }

    private static String content(Message message) {
        if (message instanceof Message.HotspotMessage offer)
            return ", " + offer.servers().size() + " servers";
        if (message instanceof Message.HotspotReply bid)
            return ", " + bid.candidates().size() + " servers" + exchanges(bid) + because(bid.reason());
        if (message instanceof Message.StealBroadcastReply offer)
            return bid(offer.servers().size(), offer.reason());
        if (message instanceof Message.WinningBidAnnouncement award)
            return ", " + award.issuer() + " gets " + award.server();
        if (message instanceof Message.WinningBidAcknowledgement answer) {
            return ", " + answer.server() + content(answer.ok(), answer.reason());
        }
        if (message instanceof Message.StealAttempt attempt) return ", " + attempt.server();
        if (message instanceof Message.StealAttemptAcknowledgement answer) {
            return ", " + answer.server() + content(answer.ok(), answer.reason());
        }
        if (message instanceof Message.Migration begun) return ", " + begun.server() + " with " + begun.issuer();
        if (message instanceof Message.MigrationAcknowledgement ended) {
            return ", " + ended.server() + content(ended.ok(), ended.reason());
        }
        if (message instanceof Message.ResourceRelease release) return ", " + release.reason();
        if (message instanceof Message.Advice advice) return ", " + advice.word() + " " + advice.id();
        if (message instanceof Message.AdviceAcknowledgement answer) {
            return ", " + answer.id() + content(answer.ok(), answer.reason());
        }
        return "";
    }

    private static String exchanges(Message.HotspotReply bid) {
        return bid.exchanges().isEmpty() ? "" : " and " + bid.exchanges().size() + " in exchange";
    }

    private static String bid(int servers, String reason) {
        return ", " + servers + " servers" + because(reason);
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String content(boolean ok, String reason) {
        return (ok ? " OK" : " NOT OK") + (reason.isEmpty() ? "" : ": " + reason);
    }
}
