package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.engine.AuctionEngine;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.MigrationOrder;
import io.drover.model.MigrationSettings;
import io.drover.model.Mode;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** The real engine with one thing spoiled: each breaks one invariant. */
final class BrokenEngines {

    private static final Resources PLENTY = Resources.of(1000, 1_000_000, 1_000_000);

    private BrokenEngines() {}

    /** Spoils what an engine hears or decides. */
    private abstract static class Spoiled implements Engine {

        private final Engine engine;

        Spoiled(Settings settings, SplittableRandom random) {
            engine = new AuctionEngine(settings, random);
        }

        @Override
        public List<Effect> on(Event event) {
            return decided(event, new ArrayList<>(engine.on(heard(event))));
        }

        @Override
        public HostInfo self(Instant now) {
            return engine.self(now);
        }

        Event heard(Event event) {
            return event;
        }

        /**
         * @param event that it decided by
         */
        @SuppressWarnings("UnusedVariable")
        List<Effect> decided(Event event, List<Effect> effects) {
            return effects;
        }
    }

    /** Orders a server once more after it has gone. */
    static Engine ordersWhatIsGone(Settings settings, SplittableRandom random) {
        return new Spoiled(settings, random) {
            private MigrationOrder last;

            @Override
            List<Effect> decided(Event event, List<Effect> effects) {
                for (Effect effect : effects) {
                    if (effect instanceof Effect.Migrate migrate) last = migrate.order();
                }
                if (event instanceof Event.MigrationEnded ended
                        && last != null
                        && ended.outcome().done()) {
                    effects.add(new Effect.Migrate(again(last)));
                    last = null;
                }
                return effects;
            }
        };
    }

    /** Orders each migration twice. */
    static Engine ordersTwice(Settings settings, SplittableRandom random) {
        return new Spoiled(settings, random) {
            @Override
            List<Effect> decided(Event event, List<Effect> effects) {
                for (Effect effect : List.copyOf(effects)) {
                    if (effect instanceof Effect.Migrate migrate)
                        effects.add(new Effect.Migrate(again(migrate.order())));
                }
                return effects;
            }
        };
    }

    private static MigrationOrder again(MigrationOrder order) {
        return new MigrationOrder(
                order.auction() + " again",
                order.server(),
                order.source(),
                order.destination(),
                order.callBefore().plus(Duration.ofHours(1)),
                order.predictedSeconds(),
                order.predictedDowntimeSeconds());
    }

    /** Believes that its host has room for anything. */
    static Engine seesRoomEverywhere(Settings settings, SplittableRandom random) {
        return new Spoiled(settings, random) {
            @Override
            Event heard(Event event) {
                if (!(event instanceof Event.Observed observed)) return event;
                HostObservation seen = observed.observation();
                return new Event.Observed(
                        event.at(),
                        new HostObservation(
                                seen.sampledAt(),
                                seen.cpus(),
                                seen.load(),
                                seen.usage(),
                                PLENTY,
                                seen.closed(),
                                seen.servers(),
                                seen.migrations(),
                                seen.fleetMigrations(),
                                seen.problem()));
            }
        };
    }

    /** Takes a host other than h1 for idle. */
    static Engine feelsNoLoad(Settings settings, SplittableRandom random) {
        return new Spoiled(settings, random) {
            @Override
            Event heard(Event event) {
                if (settings.host().equals("h1") || !(event instanceof Event.Observed observed)) return event;
                HostObservation seen = observed.observation();
                return new Event.Observed(
                        event.at(),
                        new HostObservation(
                                seen.sampledAt(),
                                seen.cpus(),
                                OptionalDouble.of(0.1),
                                seen.usage(),
                                seen.free(),
                                seen.closed(),
                                List.of(),
                                seen.migrations(),
                                seen.fleetMigrations(),
                                seen.problem()));
            }
        };
    }

    /** Bids for everything, bound or not. */
    static Engine bidsForEverything(Settings settings, SplittableRandom random) {
        return new Spoiled(settings, random) {
            @Override
            List<Effect> decided(Event event, List<Effect> effects) {
                if (!(event instanceof Event.Heard heard)
                        || !(heard.envelope().message() instanceof Message.HotspotMessage hotspot)) return effects;
                List<String> all =
                        hotspot.servers().stream().map(ServerInfo::id).toList();
                effects.replaceAll(effect -> bidFor(all, effect));
                return effects;
            }
        };
    }

    private static Effect bidFor(List<String> servers, Effect effect) {
        if (!(effect instanceof Effect.Send send) || !(send.envelope().message() instanceof Message.HotspotReply reply))
            return effect;
        Envelope said = send.envelope();
        Message bid = new Message.HotspotReply(reply.self(), servers, false, "");
        return new Effect.Send(
                new Envelope(said.id(), said.source(), said.to(), said.auction(), said.sentAt(), bid), send.worth());
    }

    /** Never hears that it is free again, nor its own timers. */
    static Engine neverLetsGo(Settings settings, SplittableRandom random) {
        return new Spoiled(settings, random) {
            @Override
            Event heard(Event event) {
                boolean timer = event instanceof Event.Rang rang
                        && !rang.timer().auction().isEmpty();
                boolean freed = event instanceof Event.Heard heard
                        && frees(heard.envelope().message());
                return timer || freed ? new Event.PeersListed(event.at(), List.of()) : event;
            }
        };
    }

    private static boolean frees(Message message) {
        return message instanceof Message.ResourceRelease
                || message instanceof Message.WinningBidAnnouncement
                || message instanceof Message.MigrationAcknowledgement;
    }

    /** Knows no cool-down. */
    static Engine forgetsTheCooldown(Settings settings, SplittableRandom random) {
        MigrationSettings rules = settings.migration();
        MigrationSettings none = new MigrationSettings(
                rules.bandwidth(),
                rules.maxOutbound(),
                rules.maxInbound(),
                rules.maxFleet(),
                Duration.ZERO,
                rules.downtimeLimit(),
                rules.completionTimeout(),
                rules.defaultDirtyRate(),
                rules.cost(),
                rules.windows());
        return new AuctionEngine(
                new Settings(
                        settings.host(),
                        settings.group(),
                        settings.mode(),
                        settings.strategy(),
                        settings.auction(),
                        none,
                        settings.load()),
                random);
    }

    /** Only looks on. */
    static Engine onlyObserves(Settings settings, SplittableRandom random) {
        return new AuctionEngine(
                new Settings(
                        settings.host(),
                        settings.group(),
                        Mode.OBSERVE,
                        settings.strategy(),
                        settings.auction(),
                        settings.migration(),
                        settings.load()),
                random);
    }
}
