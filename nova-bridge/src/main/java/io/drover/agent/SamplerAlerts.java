package io.drover.agent;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.node.Journal;

/**
 * Has the sampler look anew at what Nova and Placement hold when this host is about to give or take a server, and after one has
 * moved. A cold host that asks for work is no reason: it does so again and again while all is quiet.
 */
final class SamplerAlerts implements Journal {

    private final String host;
    private final Runnable alert;
    private final Runnable doubt;

    /**
     * @param host this one
     * @param alert run when a server comes or goes
     * @param doubt run when one may soon
     */
    SamplerAlerts(String host, Runnable alert, Runnable doubt) {
        this.host = host;
        this.alert = alert;
        this.doubt = doubt;
    }

    @Override
    public void heard(Event event) {
        if (event instanceof Event.MigrationEnded) alert.run();
        if (!(event instanceof Event.Heard heard)) return;
        Message message = heard.envelope().message();
        if (message instanceof Message.MigrationAcknowledgement) alert.run();
        if (awards(message) && concerns(message)) doubt.run();
    }

    @Override
    public boolean decided(Effect effect) {
        if (effect instanceof Effect.Migrate) alert.run();
        if (effect instanceof Effect.Send send
                && (calls(send) || awards(send.envelope().message()))) doubt.run();
        return true;
    }

    private static boolean calls(Effect.Send send) {
        return send.envelope().message() instanceof Message.HotspotMessage;
    }

    /** Who loses hears of the winner, too. */
    private boolean concerns(Message message) {
        return !(message instanceof Message.WinningBidAnnouncement award)
                || award.issuer().equals(host);
    }

    private static boolean awards(Message message) {
        return message instanceof Message.WinningBidAnnouncement || message instanceof Message.StealAttempt;
    }
}
