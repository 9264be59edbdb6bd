package io.drover.journal;

import static java.util.Map.entry;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.model.AuctionScope;
import io.drover.model.LoadEstimate;
import io.drover.model.Outcome;
import java.util.Map;

/** The type words of the journal. They are its format: classes may be renamed, these may not. */
final class JournalWords {

    static final Map<String, Class<?>> ALL = Map.ofEntries(
            entry("started", Event.Started.class),
            entry("observed", Event.Observed.class),
            entry("heard", Event.Heard.class),
            entry("undelivered", Event.Undelivered.class),
            entry("rang", Event.Rang.class),
            entry("peers-listed", Event.PeersListed.class),
            entry("migration-ended", Event.MigrationEnded.class),
            entry("resumed", Event.Resumed.class),
            entry("reconnected", Event.Reconnected.class),
            entry("noticed", Event.Noticed.class),
            entry("stopping", Event.Stopping.class),
            entry("send", Effect.Send.class),
            entry("set-timer", Effect.SetTimer.class),
            entry("cancel-timer", Effect.CancelTimer.class),
            entry("migrate", Effect.Migrate.class),
            entry("watch", Effect.Watch.class),
            entry("keep", Effect.Keep.class),
            entry("say", Effect.Say.class),
            entry("HELLO", Message.Hello.class),
            entry("HELLO_REPLY", Message.HelloReply.class),
            entry("MIGRATION", Message.Migration.class),
            entry("MIGRATION_ACKNOWLEDGEMENT", Message.MigrationAcknowledgement.class),
            entry("HOTSPOT_MESSAGE", Message.HotspotMessage.class),
            entry("HOTSPOT_REPLY", Message.HotspotReply.class),
            entry("WINNING_BID_ANNOUNCEMENT", Message.WinningBidAnnouncement.class),
            entry("WINNING_BID_ACKNOWLEDGEMENT", Message.WinningBidAcknowledgement.class),
            entry("RESOURCE_RELEASE", Message.ResourceRelease.class),
            entry("STEAL_BROADCAST", Message.StealBroadcast.class),
            entry("STEAL_BROADCAST_REPLY", Message.StealBroadcastReply.class),
            entry("STEAL_ATTEMPT", Message.StealAttempt.class),
            entry("STEAL_ATTEMPT_ACKNOWLEDGEMENT", Message.StealAttemptAcknowledgement.class),
            entry("MEASUREMENT_REQUEST", Message.MeasurementRequest.class),
            entry("MEASUREMENT_REPLY", Message.MeasurementReply.class),
            entry("PAUSE", Message.Pause.class),
            entry("PAUSE_ACKNOWLEDGEMENT", Message.PauseAcknowledgement.class),
            entry("DRAIN", Message.Drain.class),
            entry("DRAIN_ACKNOWLEDGEMENT", Message.DrainAcknowledgement.class),
            entry("PLACE", Message.Place.class),
            entry("PLACE_ACKNOWLEDGEMENT", Message.PlaceAcknowledgement.class),
            entry("ADVICE", Message.Advice.class),
            entry("ADVICE_ACKNOWLEDGEMENT", Message.AdviceAcknowledgement.class),
            entry("host", Address.Host.class),
            entry("group", Address.Group.class),
            entry("fleet", Address.Fleet.class),
            entry("measurement-point", Address.MeasurementPoint.class),
            entry("done", Outcome.Done.class),
            entry("skipped", Outcome.Skipped.class),
            entry("refused", Outcome.Refused.class),
            entry("failed", Outcome.Failed.class),
            entry("scope-auto", AuctionScope.Auto.class),
            entry("scope-all", AuctionScope.All.class),
            entry("scope-group", AuctionScope.Group.class),
            entry("scope-sample", AuctionScope.Sample.class),
            entry("load-average", LoadEstimate.Average.class),
            entry("load-recovered", LoadEstimate.Recovered.class),
            entry("load-window", LoadEstimate.Window.class));

    private JournalWords() {}
}
