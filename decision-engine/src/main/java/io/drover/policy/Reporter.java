package io.drover.policy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The engine of a host that reports each of its samples to a controller and decides nothing. Says what an auction's
 * answers say, a host and its servers, so that both kinds of traffic can be compared.
 */
final class Reporter implements Engine {

    private static final Duration WORTH = Duration.ofSeconds(30);

    private final Settings settings;
    private final Bystander bystander;
    private long reports;

    Reporter(Settings settings) {
        this.settings = settings;
        this.bystander = new Bystander(settings);
    }

    @Override
    public List<Effect> on(Event event) {
        if (!(event instanceof Event.Observed observed)) return List.of();
        HostObservation seen = observed.observation();
        List<ServerInfo> servers = seen.servers().stream().map(this::described).toList();
        Message report = new Message.StealBroadcastReply(Bystander.info(settings, seen), servers, false, "");
        String id = settings.host() + "/" + Long.toString(++reports, Character.MAX_RADIX);
        Envelope envelope = new Envelope(id, settings.host(), Address.MEASUREMENT_POINT, "", observed.at(), report);
        return List.of(new Effect.Send(envelope, WORTH));
    }

    @Override
    public HostInfo self(Instant now) {
        return bystander.self(now);
    }

    private ServerInfo described(ServerObservation seen) {
        double load = seen.load().orElse(0);
        return new ServerInfo(
                seen.id(),
                seen.vcpus(),
                load,
                load,
                seen.memoryMib(),
                seen.dirtyRate().orElse(settings.migration().defaultDirtyRate()),
                seen.resources(),
                seen.antiAffinity());
    }
}
