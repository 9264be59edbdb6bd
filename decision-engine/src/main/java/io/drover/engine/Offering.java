package io.drover.engine;

import io.drover.auction.DrainProgress;
import io.drover.auction.Situation.Offers;
import io.drover.auction.Situation.Refusal;
import io.drover.auction.Situation.Refused;
import io.drover.model.HostObservation;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of this host's servers may leave, and why the others stay. */
final class Offering {

    private final LocalSituation situation;
    private final Settings settings;
    private final LocalHost local;
    private final Engagements engagements;
    private final Cooldowns cooldowns;
    private final Draining draining;
    private final Proposing proposing;
    private final Spreading spreading;

    Offering(LocalSituation situation, Engagements engagements) {
        this.situation = situation;
        this.settings = situation.settings();
        this.local = situation.local;
        this.engagements = engagements;
        this.cooldowns = situation.cooldowns;
        this.draining = situation.draining;
        this.proposing = situation.proposing;
        this.spreading = situation.spreading;
    }

    /**
     * @param auction whose own lock does not count
     */
    Offers offers(String auction, Instant now) {
        List<ServerInfo> servers = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        if (local.newest() == null) return new Offers(servers, refused);
        boolean drains = draining.active();
        double heldBack = Math.max(1, local.load().normalized());
        for (ServerObservation seen : local.newest().servers()) {
            ServerInfo server = describe(seen, local.server(seen.id()), heldBack, drains);
            Optional<String> whyStay = blocked(seen, auction, drains)
                    .or(() -> rests(seen, auction, now, drains))
                    .or(() -> proposing.rejected(seen.id(), now))
                    .or(() -> drains && settings.drain().forces()
                            ? Optional.empty()
                            : situation.pricing().tooDear(server));
            if (whyStay.isEmpty()) servers.add(server);
            else refused.add(new Refused(seen.id(), whyStay.get()));
        }
        servers.sort(Comparator.comparing(ServerInfo::id));
        return drains ? othersFirst(servers, refused) : new Offers(servers, refused);
    }

    /** An auction's id begins with its auctioneer's name; a guest may go home sooner than to others. */
    private Optional<String> rests(ServerObservation seen, String auction, Instant now, boolean drains) {
        if (drains) return cooldowns.whyWait(seen.id(), seen.moved(), now);
        if (spreading.asks(auction)) {
            Optional<String> moved = cooldowns.movedLately(seen.id(), seen.moved(), now);
            if (moved.isPresent()) return moved;
        }
        return draining.returns(seen.id(), AuctionIds.auctioneer(auction), now)
                ? cooldowns.quarantined(seen.id(), now)
                : cooldowns.whyStay(seen.id(), seen.moved(), now);
    }

    /** Those that would be offered to even out what hosts hold. */
    List<ServerInfo> spreadable(Instant now) {
        List<ServerInfo> may = new ArrayList<>(offers("", now).servers());
        for (ServerObservation seen : local.newest().servers()) {
            if (cooldowns.movedLately(seen.id(), seen.moved(), now).isPresent()) {
                may.removeIf(server -> server.id().equals(seen.id()));
            }
        }
        return may;
    }

    /** What is so whoever asks, and for whatever reason. */
    private Optional<String> blocked(ServerObservation seen, String auction, boolean drains) {
        if (seen.immovable().isPresent() && !(drains && draining.takesAlong(seen))) return seen.immovable();
        if (local.gone(seen.id())) return Optional.of("has gone: no sample shows it yet");
        if (seen.load().isEmpty() && !drains) return Optional.of("no valid CPU rate");
        return engagements.locked(seen.id(), auction);
    }

    /** While a host drains, servers that did not go the last time wait for all that never failed. */
    private Offers othersFirst(List<ServerInfo> servers, List<Refused> refused) {
        List<ServerInfo> fresh = servers.stream()
                .filter(server -> !cooldowns.hasFailed(server.id()))
                .toList();
        if (fresh.isEmpty() || fresh.size() == servers.size()) return new Offers(servers, refused);
        List<Refused> later = new ArrayList<>(refused);
        for (ServerInfo server : servers) {
            if (!fresh.contains(server)) later.add(new Refused(server.id(), "failed before: goes after the others"));
        }
        return new Offers(fresh, later);
    }

    /**
     * Guests of a host with L > 1 are held back: they would use more elsewhere, at most their vCPUs. One that has to go
     * though nobody knows what it uses is taken to use all that it may.
     */
    private ServerInfo describe(ServerObservation seen, ServerEwmas smoothed, double heldBack, boolean drains) {
        double unknown = drains ? seen.vcpus() : 0;
        double load =
                smoothed.load().observations() == 0 ? unknown : smoothed.load().value();
        double dirty = smoothed.dirtyRate().observations() == 0
                ? settings.migration().defaultDirtyRate()
                : smoothed.dirtyRate().value();
        return new ServerInfo(
                seen.id(),
                seen.vcpus(),
                Math.min(seen.vcpus(), load * heldBack),
                seen.load().orElse(load),
                seen.memoryMib(),
                dirty,
                seen.resources(),
                drains && draining.bends() ? seen.bindingGroups() : seen.antiAffinity(),
                seen.usage(),
                smoothed.cpu(),
                seen.zone());
    }

    /** Whether any server could go if its soft groups bent. */
    boolean bendable() {
        return local.newest().servers().stream()
                .anyMatch(seen -> !seen.soft().isEmpty() && seen.immovable().isEmpty() && !local.gone(seen.id()));
    }

    /** How far the drain is; only while there is one. */
    DrainProgress progress(Instant now) {
        HostObservation seen = local.newest();
        boolean known = seen != null && seen.cpus() > 0 && seen.problem().isEmpty();
        if (!known || !draining.active()) return DrainProgress.UNKNOWN;
        List<ServerObservation> here = seen.servers().stream()
                .filter(server -> !local.gone(server.id()))
                .toList();
        int moving = (int)
                here.stream().filter(server -> engagements.leaves(server.id())).count();
        long memory = here.stream().mapToLong(ServerObservation::memoryMib).sum();
        List<Refused> stay = stay(offers("", now), here, moving);
        return new DrainProgress(
                here.size(), memory, moving, stay.subList(0, Math.min(stay.size(), DrainProgress.STAYS_AT_MOST)));
    }

    private List<Refused> stay(Offers offers, List<ServerObservation> here, int moving) {
        List<Refused> stay = new ArrayList<>();
        for (Refused refused : offers.refused()) {
            boolean is = here.stream().anyMatch(server -> server.id().equals(refused.server()));
            if (is && engagements.locked(refused.server(), "").isEmpty()) stay.add(refused);
        }
        String why = draining.noTaker().isEmpty() && moving == 0 ? crowded() : draining.noTaker();
        if (why.isEmpty()) return stay;
        for (ServerInfo server : offers.servers()) stay.add(new Refused(server.id(), why));
        return stay;
    }

    /** Others move as many as may go at once. */
    private String crowded() {
        return engagements.crowded("", draining.parallel()).map(Refusal::reason).orElse("");
    }
}
