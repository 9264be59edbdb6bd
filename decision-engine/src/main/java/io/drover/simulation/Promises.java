package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.model.Settings;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * To which auction each host is promised: from a non-empty bid to the release, the award to another, the own refusal,
 * the end of the migration, or the end of the lease. Read off what agents hear and decide, so it serves the simulation
 * and the lab. Times are nanoseconds since the start of the run.
 */
public final class Promises {

    private static final Promise NONE = new Promise("", 0);

    private final long lease;
    private final long longest;
    private final SortedMap<String, Promise> promises = new TreeMap<>();

    public Promises(Settings settings) {
        this.lease = settings.auction().lockTimeout().toNanos();
        this.longest = settings.migration().completionTimeout().toNanos();
    }

    /**
     * @return how this breaks an earlier promise; empty: it does not
     */
    public Optional<String> decided(String host, long now, Effect effect) {
        if (!(effect instanceof Effect.Send send)) return Optional.empty();
        String auction = send.envelope().auction();
        Message message = send.envelope().message();
        if (bids(message)) return promise(host, now, auction, lease);
        if (message instanceof Message.WinningBidAcknowledgement won) return answer(host, now, auction, won.ok());
        if (message instanceof Message.StealAttemptAcknowledgement given) return answer(host, now, auction, given.ok());
        return Optional.empty();
    }

    public void heard(String host, Event event) {
        if (event instanceof Event.Heard heard && frees(host, heard.envelope())) {
            release(host, heard.envelope().auction());
        }
        if (event instanceof Event.MigrationEnded ended) release(host, ended.auction());
    }

    /** The host's agent is gone, and its word with it. */
    public void forget(String host) {
        promises.remove(host);
    }

    /** An offer to a cold host promises nothing: its server is locked when the attempt comes. */
    private static boolean bids(Message message) {
        return message instanceof Message.HotspotReply bid && !bid.candidates().isEmpty();
    }

    private static boolean frees(String host, Envelope envelope) {
        Message message = envelope.message();
        if (message instanceof Message.ResourceRelease) return true;
        if (message instanceof Message.MigrationAcknowledgement) return true;
        return message instanceof Message.WinningBidAnnouncement award
                && !award.issuer().equals(host);
    }

    private Optional<String> answer(String host, long now, String auction, boolean ok) {
        if (ok) return promise(host, now, auction, longest);
        release(host, auction);
        return Optional.empty();
    }

    private Optional<String> promise(String host, long now, String auction, long length) {
        Promise held = promises.getOrDefault(host, NONE);
        promises.put(host, new Promise(auction, now + length));
        if (held.auction.isEmpty() || held.auction.equals(auction) || held.until <= now) return Optional.empty();
        return Optional.of(host + " promises itself to " + auction + " while it is promised to " + held.auction);
    }

    private void release(String host, String auction) {
        if (promises.getOrDefault(host, NONE).auction.equals(auction)) promises.remove(host);
    }

    private record Promise(String auction, long until) {}
}
