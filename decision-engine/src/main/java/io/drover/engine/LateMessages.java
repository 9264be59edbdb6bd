package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Note;
import java.time.Duration;
import java.util.List;

/**
 * Words for an auction that is over, or that never was one here. Whoever may still be bound by it is set free, unless its
 * server may have moved: then only Nova tells, as soon as the lease is over. The rest is ignored with a note. doc/sources.md, corrections 3, 6 and 7.
 */
final class LateMessages {

    private LateMessages() {}

    static List<Effect> answer(Envelope envelope, LocalSituation situation) {
        Message message = envelope.message();
        boolean bid =
                message instanceof Message.HotspotReply r && !r.candidates().isEmpty();
        boolean accepted = message instanceof Message.WinningBidAcknowledgement a && a.ok();
        if (situation.movedNothing(envelope.auction()) && (bid || accepted)) {
            return List.of(tell(envelope, new Message.ResourceRelease("the auction is over"), situation));
        }
        if (message instanceof Message.WinningBidAnnouncement award
                && award.issuer().equals(situation.settings().host())) {
            return List.of(tell(
                    envelope,
                    new Message.WinningBidAcknowledgement(award.server(), false, false, "the bid is no longer held"),
                    situation));
        }
        return List.of(Effect.say(
                envelope.auction(),
                Note.Kind.IGNORED,
                message.getClass().getSimpleName() + " from " + envelope.source() + ": no such auction here"));
    }

    private static Effect tell(Envelope envelope, Message message, LocalSituation situation) {
        Duration worth = situation.settings().auction().lockTimeout();
        return situation.send(Address.host(envelope.source()), envelope.auction(), message, worth);
    }
}
