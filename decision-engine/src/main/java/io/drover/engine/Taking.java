package io.drover.engine;

import io.drover.auction.Situation.Grounds;
import io.drover.model.Exchange;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.strategy.Acceptance;
import java.util.Collection;
import java.util.Optional;

/** Why this host does not take a server. */
final class Taking {

    private final LocalSituation situation;
    private final LocalHost local;
    private final Engagements engagements;
    private final Acceptance acceptance;

    Taking(LocalSituation situation, Engagements engagements) {
        this.situation = situation;
        this.local = situation.local;
        this.engagements = engagements;
        this.acceptance = new Acceptance(situation.settings().strategy());
    }

    Optional<String> whyNot(ServerInfo server, Grounds grounds) {
        return mayNotCome(server)
                .or(() -> local.contended(situation.now()))
                .or(() -> cannotHold(server, Resources.NONE))
                .or(() -> tooMuch(server, grounds));
    }

    /** While both servers are here, the ceiling of a drain is the bound. */
    Optional<String> whyNot(Exchange exchange) {
        return mayNotCome(exchange.taken())
                .or(() -> local.contended(situation.now()))
                .or(() -> cannotHold(exchange.taken(), Resources.NONE))
                .or(() -> tooMuch(exchange.taken(), Grounds.DRAINING))
                .or(() -> tooMuch(exchange.net(), Grounds.EXPECTED));
    }

    Optional<String> whyNotBack(Exchange exchange) {
        return mayNotCome(exchange.returned())
                .or(() -> cannotHold(exchange.returned(), exchange.taken().resources()));
    }

    private Optional<String> mayNotCome(ServerInfo server) {
        if (local.newest() == null) return Optional.of("no sample yet");
        if (situation.drains()) return Optional.of("is to be emptied itself");
        return local.newest().closed().or(() -> situation.proposing.rejected(server.id(), situation.now()));
    }

    /**
     * @param freed what leaves first
     */
    private Optional<String> cannotHold(ServerInfo server, Resources freed) {
        HostObservation seen = local.newest();
        return here(server, seen.servers())
                .or(() -> pinnedElsewhere(server, seen))
                .or(() -> noRoom(server, seen.free().plus(freed)))
                .or(() -> meets(server, seen.servers()));
    }

    private Optional<String> tooMuch(ServerInfo server, Grounds grounds) {
        return acceptance.destination(
                withArriving(situation.self()),
                server,
                grounds,
                situation.settings().drain().ceiling(),
                local.arriving());
    }

    private static Optional<String> here(ServerInfo server, Collection<ServerObservation> here) {
        boolean is = here.stream().anyMatch(each -> each.id().equals(server.id()));
        return is ? Optional.of("it is here already") : Optional.empty();
    }

    /** Nova would answer that there is no valid host. Where one of the two zones is not known, it has to be asked. */
    private static Optional<String> pinnedElsewhere(ServerInfo server, HostObservation here) {
        return server.zone()
                .flatMap(its -> here.zone()
                        .filter(zone -> !zone.equals(its))
                        .map(zone -> "it is pinned to the availability zone " + its + ", and this host is in " + zone));
    }

    private Optional<String> noRoom(ServerInfo server, Resources here) {
        Resources free = here.minus(engagements.promised());
        return server.resources().fitIn(free)
                ? Optional.empty()
                : Optional.of("no room for " + server.resources() + " in " + free);
    }

    private Optional<String> meets(ServerInfo server, Collection<ServerObservation> here) {
        for (String group : server.antiAffinity()) {
            if (here.stream().anyMatch(s -> s.antiAffinity().contains(group)) || engagements.expects(server, group)) {
                return Optional.of("a member of its anti-affinity group " + group + " is here");
            }
        }
        return Optional.empty();
    }

    /** The memory of those that are on their way is taken, too. */
    private HostInfo withArriving(HostInfo self) {
        long memory = 0;
        for (ServerInfo server : local.arriving()) {
            Long held = server.usage().memoryUsedMib();
            memory += held == null ? server.memoryMib() : held;
        }
        return memory == 0 ? self : self.using(memory);
    }
}
