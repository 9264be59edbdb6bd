package io.drover.simulation;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Message;

/** Messages as a trace shows them: the thesis' name of the type, the other end, and what decides. */
final class Spoken {

    private Spoken() {}

    static String inbound(Envelope envelope) {
        return type(envelope.message()) + " of " + envelope.source() + rest(envelope);
    }

    static String outbound(Envelope envelope) {
        return type(envelope.message()) + " to " + to(envelope.to()) + rest(envelope);
    }

    /** {@code WINNING_BID_ANNOUNCEMENT} for a {@link Message.WinningBidAnnouncement}. */
    static String type(Message message) {
        String name = message.getClass().getSimpleName();
        StringBuilder type = new StringBuilder();
        for (char letter : name.toCharArray()) {
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
            return bid(bid.candidates().size(), bid.reason());
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
        return "";
    }

    private static String bid(int servers, String reason) {
        return ", " + servers + " servers" + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String content(boolean ok, String reason) {
        return (ok ? " OK" : " NOT OK") + (reason.isEmpty() ? "" : ": " + reason);
    }
}
