package io.drover.policy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The newest push auction of one agent that decides on published states.
 *
 * @param call what it would have said to all
 * @param asked the hosts that were asked for real
 * @param held the award that waits for its winner's answer; null: none
 */
record Award(Envelope call, SortedSet<String> asked, Effect.Send held) {

    static final Award NONE = new Award(null, new TreeSet<>(), null);

    static Award opened(Envelope call) {
        return new Award(call, new TreeSet<>(), null);
    }

    boolean of(String auction) {
        return call != null && call.auction().equals(auction);
    }

    boolean answeredBy(Envelope envelope) {
        return held != null
                && of(envelope.auction())
                && envelope.message() instanceof Message.HotspotReply
                && held.envelope().to().equals(Address.host(envelope.source()));
    }

    Award held(Effect.Send award) {
        SortedSet<String> all = new TreeSet<>(asked);
        all.add(((Address.Host) award.envelope().to()).name());
        return new Award(call, all, award);
    }

    Award released() {
        return new Award(call, asked, null);
    }

    /** The call again, to the winner alone and with the one server. */
    Envelope question() {
        Message.WinningBidAnnouncement won =
                (Message.WinningBidAnnouncement) held.envelope().message();
        Message.HotspotMessage all = (Message.HotspotMessage) call.message();
        Message one = new Message.HotspotMessage(
                all.self(),
                all.servers().stream()
                        .filter(server -> server.id().equals(won.server()))
                        .toList());
        return new Envelope(
                held.envelope().id() + "/question",
                call.source(),
                held.envelope().to(),
                call.auction(),
                held.envelope().sentAt(),
                one);
    }
}
