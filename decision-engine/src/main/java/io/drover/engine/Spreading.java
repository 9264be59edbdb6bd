package io.drover.engine;

import io.drover.auction.Settled;
import io.drover.model.Cooldown;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.model.Spread;
import io.drover.strategy.Evenness;
import io.drover.strategy.Evenness.Share;
import io.drover.strategy.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** When this host evens out with its peers what it holds, as far as they have told what they hold. */
final class Spreading {

    /** After an auction that moved nothing, and once the host is content. */
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** What others hold changes unheard: so often this host looks, whatever it knows. */
    static final Duration LOOK = Duration.ofHours(24);

    /** Before others are asked again that were busy; twice as long each time. */
    private static final Duration BUSY = Duration.ofMinutes(1);

    /** A skew lasts for at least so long, since hosts fill and empty one server at a time. */
    private static final Duration LASTING = Duration.ofMinutes(1);

    /** In which the many draw their time that see one host come back empty. */
    private static final Duration DRAWN = Duration.ofMinutes(4);

    /** More peers than that are not remembered: Membership admits no more. */
    private static final int MOST = 40_000;

    private final Settings settings;
    private final Spread by;
    private final SortedMap<String, Share> peers = new TreeMap<>();
    private final SortedSet<String> open = new TreeSet<>();
    private String asking = "";
    private boolean goesOn;
    private int busy;
    private Instant notBefore = Instant.MIN;
    private Instant unevenUntil;
    private Instant looked;

    Spreading(Settings settings) {
        this.settings = settings;
        this.by = settings.strategy().rules().spreads() ? settings.strategy().spread() : Spread.OFF;
    }

    boolean wanted() {
        return by != Spread.OFF;
    }

    /** What a peer says of itself. */
    void heard(HostInfo peer) {
        if (!wanted()) return;
        Optional<Share> told = Evenness.of(peer, by);
        if (told.isEmpty()) peers.remove(peer.host());
        else if (peers.size() < MOST || peers.containsKey(peer.host())) peers.put(peer.host(), told.get());
    }

    /**
     * Whether an auction is due. To be asked again and again.
     *
     * @param offered servers that may leave
     * @param live the peers that are there and may be invited
     */
    boolean due(HostInfo self, List<ServerInfo> offered, Collection<String> live, Instant now) {
        if (!open.isEmpty() || now.isBefore(notBefore)) return false;
        boolean uneven = uneven(self, offered, live);
        if (goesOn) {
            if (!uneven) rest(now);
            return uneven;
        }
        if (!uneven && !looks(offered, live, now)) {
            unevenUntil = null;
            return false;
        }
        if (unevenUntil == null) unevenUntil = now.plus(LASTING).plus(drawn(now));
        return !now.isBefore(unevenUntil);
    }

    /** Who greeted before its first sample did not tell, and what others told may be long past. */
    private boolean looks(List<ServerInfo> offered, Collection<String> live, Instant now) {
        if (offered.isEmpty() || live.isEmpty()) return false;
        return looked == null ? !peers.keySet().containsAll(live) : !now.isBefore(looked.plus(LOOK));
    }

    private Duration drawn(Instant now) {
        long lot = Hash.of(settings.host(), Long.toString(now.toEpochMilli()));
        return Duration.ofMillis(Long.remainderUnsigned(lot, DRAWN.toMillis()));
    }

    private boolean uneven(HostInfo self, List<ServerInfo> offered, Collection<String> live) {
        Optional<Share> own = Evenness.of(self, by);
        if (own.isEmpty() || offered.isEmpty()) return false;
        List<Share> there = new ArrayList<>();
        for (String peer : live) {
            Share share = peers.get(peer);
            if (share != null) there.add(share);
        }
        List<Share> all = new ArrayList<>(there);
        all.add(own.get());
        Evenness evenness = new Evenness(by, all);
        double[] sizes = offered.stream()
                .mapToDouble(server -> Evenness.size(server, by))
                .distinct()
                .toArray();
        for (Share to : there) {
            for (double size : sizes) {
                if (evenness.helped(own.get(), to, size)) return true;
            }
        }
        return false;
    }

    private void rest(Instant now) {
        goesOn = false;
        unevenUntil = null;
        notBefore = now.plus(PAUSE);
    }

    /** This host asks who takes one of its servers, on these grounds. */
    void opened(String auction) {
        asking = auction;
        open.add(auction);
    }

    /** Whether an auction of these grounds is being held. */
    boolean asks() {
        return !asking.isEmpty();
    }

    boolean asks(String auction) {
        return asks() && asking.equals(auction);
    }

    /** Both ends have agreed. */
    void agreed(String auction) {
        if (asks(auction)) asking = "";
    }

    /**
     * An auction is over. One that moved a server may be followed by the next; after any other this host waits, for a
     * shorter while where the others were busy.
     *
     * @return whether it was one of these grounds
     */
    boolean ended(Settled settled, Instant now) {
        if (!open.remove(settled.auction())) return false;
        agreed(settled.auction());
        if (settled.ending() == Settled.Ending.BUSY) {
            notBefore = now.plus(Cooldown.doubled(BUSY, busy++, PAUSE));
            return true;
        }
        busy = 0;
        looked = now;
        if (settled.ending() != Settled.Ending.MOVED) {
            rest(now);
            return true;
        }
        goesOn = true;
        double size = Evenness.size(settled.server(), by);
        peers.computeIfPresent(settled.peer(), (peer, share) -> share.with(size));
        return true;
    }
}
