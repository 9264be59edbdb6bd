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
 * To which auctions each host is promised: from a non-empty bid to the release, the award to another, the own refusal,
 * the end of the migration, or the end of the lease. While a bid is open there is no other; beside migrations that are
 * agreed there is one as long as they are fewer than may run at once. Read off what agents hear and decide, so it
 * serves the simulation and the lab. Times are nanoseconds since the start of the run.
 */
public final class AuctionPromises {

    private final long lease;
    private final long longest;
    private final int mostIn;
    private final int mostOut;
    private final SortedMap<String, SortedMap<String, Promise>> promises = new TreeMap<>();

    public AuctionPromises(Settings settings) {
        this.lease = settings.auction().lockTimeout().toNanos();
        this.longest = settings.migration().completionTimeout().toNanos();
        this.mostIn = settings.migration().maxInbound();
        this.mostOut = settings.migration().maxOutbound();
    }

    /**
     * @return how this breaks an earlier promise; empty: it does not
     */
    public Optional<String> decided(String host, long now, Effect effect) {
        if (!(effect instanceof Effect.Send send)) return Optional.empty();
        String auction = send.envelope().auction();
        Message message = send.envelope().message();
        if (bids(message)) return promise(host, now, auction, Stage.BID);
        if (message instanceof Message.WinningBidAcknowledgement won) {
            return answer(host, now, auction, won.ok() ? Stage.IN : Stage.NONE);
        }
        if (message instanceof Message.StealAttemptAcknowledgement given) {
            return answer(host, now, auction, given.ok() ? Stage.OUT : Stage.NONE);
        }
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

    private Optional<String> answer(String host, long now, String auction, Stage stage) {
        if (stage != Stage.NONE) return promise(host, now, auction, stage);
        release(host, auction);
        return Optional.empty();
    }

    private Optional<String> promise(String host, long now, String auction, Stage stage) {
        SortedMap<String, Promise> held = promises.computeIfAbsent(host, any -> new TreeMap<>());
        held.values().removeIf(promise -> promise.until <= now);
        held.remove(auction);
        Optional<String> broken = free(held)
                ? Optional.empty()
                : Optional.of(host + " promises itself to " + auction + " while it is promised to " + held.firstKey());
        held.put(auction, new Promise(stage, now + (stage == Stage.BID ? lease : longest)));
        return broken;
    }

    private boolean free(SortedMap<String, Promise> held) {
        return count(held, Stage.BID) == 0 && count(held, Stage.IN) < mostIn && count(held, Stage.OUT) < mostOut;
    }

    private static long count(SortedMap<String, Promise> held, Stage stage) {
        return held.values().stream().filter(promise -> promise.stage == stage).count();
    }

    private void release(String host, String auction) {
        if (promises.containsKey(host)) promises.get(host).remove(auction);
    }

    private enum Stage {
        NONE,
        BID,
        IN,
        OUT
    }

    private record Promise(Stage stage, long until) {}
}
