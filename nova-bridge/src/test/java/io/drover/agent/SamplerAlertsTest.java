package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.model.HostInfo;
import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerAlertsTest {

    private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");

    /** Whoever calls. */
    private static final HostInfo SELF = null;

    private final List<String> told = new ArrayList<>();
    private final SamplerAlerts alerts = new SamplerAlerts("pm1", () -> told.add("alert"), () -> told.add("doubt"));

    private static Envelope envelope(Message message) {
        return new Envelope("id", "pm2", Address.host("pm1"), "pm2/0/1", AT, message);
    }

    private List<String> after(Message heard) {
        told.clear();
        alerts.heard(new Event.Heard(AT, envelope(heard)));
        return told;
    }

    private List<String> afterSaying(Message said) {
        told.clear();
        alerts.decided(new Effect.Send(envelope(said), Duration.ofSeconds(10)));
        return told;
    }

    @Test
    void whoGivesOrTakesAServerLooksAnew() {
        assertThat(afterSaying(new Message.HotspotMessage(SELF, List.of()))).containsExactly("doubt");
        assertThat(afterSaying(new Message.WinningBidAnnouncement("s", "pm2"))).containsExactly("doubt");
        assertThat(after(new Message.WinningBidAnnouncement("s", "pm1"))).containsExactly("doubt");
    }

    @Test
    void whoIsAskedOrLosesDoesNot() {
        assertThat(after(new Message.HotspotMessage(SELF, List.of()))).isEmpty();
        assertThat(after(new Message.WinningBidAnnouncement("s", "pm3"))).isEmpty();
        assertThat(afterSaying(new Message.StealBroadcast(SELF))).isEmpty();
    }

    @Test
    void bothEndsLookAfterAMigration() {
        alerts.heard(new Event.MigrationEnded(AT, "pm1/0/1", "s", new Outcome.Failed("stalled")));
        assertThat(told).containsExactly("alert");
        assertThat(after(new Message.MigrationAcknowledgement("s", "pm2", true, "", 12)))
                .containsExactly("alert");
    }
}
