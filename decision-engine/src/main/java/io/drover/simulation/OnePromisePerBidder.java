package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.model.Settings;
import java.util.Arrays;

/**
 * From a non-empty bid to the release, the award to another, the own refusal, the end of the migration, or the end of
 * the lease.
 */
final class OnePromisePerBidder implements Invariant {

    private static final Promise NONE = new Promise("", 0);

    private final VirtualClock clock;
    private final Violations violations;
    private final long lease;
    private final long longest;
    private final Promise[] promises;

    OnePromisePerBidder(World world, Violations violations) {
        this.clock = world.clock();
        this.violations = violations;
        Settings settings = world.scenario().settings();
        this.lease = settings.auction().lockTimeout().toNanos();
        this.longest = settings.migration().completionTimeout().toNanos();
        this.promises = new Promise[world.fleet().hosts().size()];
        Arrays.fill(promises, NONE);
    }

    @Override
    public String sentence() {
        return "a bidder is promised to one auction at a time";
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!(effect instanceof Effect.Send send)) return;
        String auction = send.envelope().auction();
        Message message = send.envelope().message();
        if (bids(message)) promise(agent, auction, lease);
        else if (message instanceof Message.WinningBidAcknowledgement won) answer(agent, auction, won.ok());
        else if (message instanceof Message.StealAttemptAcknowledgement given) answer(agent, auction, given.ok());
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        if (event instanceof Event.Heard heard && frees(agent, heard.envelope())) {
            release(agent, heard.envelope().auction());
        }
        if (event instanceof Event.MigrationEnded ended) release(agent, ended.auction());
    }

    @Override
    public void crashed(SimulatedAgent agent) {
        promises[agent.index()] = NONE;
    }

    /** An offer to a cold host promises nothing: its server is locked when the attempt comes. */
    private static boolean bids(Message message) {
        return message instanceof Message.HotspotReply bid && !bid.candidates().isEmpty();
    }

    private static boolean frees(SimulatedAgent agent, Envelope envelope) {
        Message message = envelope.message();
        if (message instanceof Message.ResourceRelease) return true;
        if (message instanceof Message.MigrationAcknowledgement) return true;
        return message instanceof Message.WinningBidAnnouncement award
                && !award.issuer().equals(agent.name());
    }

    private void answer(SimulatedAgent agent, String auction, boolean ok) {
        if (ok) promise(agent, auction, longest);
        else release(agent, auction);
    }

    private void promise(SimulatedAgent agent, String auction, long length) {
        Promise held = promises[agent.index()];
        if (!held.auction.isEmpty() && !held.auction.equals(auction) && held.until > clock.now()) {
            violations.report(
                    this, agent.name() + " promises itself to " + auction + " while it is promised to " + held.auction);
        }
        promises[agent.index()] = new Promise(auction, clock.now() + length);
    }

    private void release(SimulatedAgent agent, String auction) {
        if (promises[agent.index()].auction.equals(auction)) promises[agent.index()] = NONE;
    }

    private record Promise(String auction, long until) {}
}
