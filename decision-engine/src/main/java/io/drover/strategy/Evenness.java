package io.drover.strategy;

import io.drover.model.Allocation;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.model.Spread;
import java.util.Collection;
import java.util.Optional;

/**
 * How evenly hosts are allocated in one measure, and which moves make it more even. A host is content within less than
 * one server of its share, or within 5 % of its capacity.
 */
public final class Evenness {

    private static final double TOLERANCE = 0.05;

    /** Sums of shares are off in their last bits. */
    private static final double EXACT = 1e-9;

    private final Spread by;
    private final double mean;

    /**
     * @param held by its servers, in the measure's unit
     * @param room what it could hold, in any unit that is the same for all; positive
     */
    public record Share(double held, double room) {

        /** The same with so much more. */
        public Share with(double more) {
            return new Share(held + more, room);
        }
    }

    /**
     * @param shares of all hosts that take part
     */
    public Evenness(Spread by, Collection<Share> shares) {
        this.by = by;
        double held = 0;
        double room = 0;
        for (Share share : shares) {
            held += share.held();
            room += share.room();
        }
        this.mean = room > 0 ? held / room : 0;
    }

    /** What a host says of itself; empty: it takes no part, or does not know. */
    public static Optional<Share> of(HostInfo host, Spread by) {
        Allocation known = host.allocation();
        if (host.standing().draining() || known.servers() == null) return Optional.empty();
        return switch (by) {
            case OFF -> Optional.empty();
            case SERVERS -> share(known.servers(), Long.valueOf(host.load().cpus()));
            case MEMORY -> share(known.memoryMib(), known.memoryAtMostMib());
            case VCPUS -> share(known.vcpus(), known.vcpusAtMost());
        };
    }

    private static Optional<Share> share(Long held, Long room) {
        if (held == null || room == null || room <= 0) return Optional.empty();
        return Optional.of(new Share(held, room));
    }

    /** What a server counts. */
    public static double size(ServerInfo server, Spread by) {
        return switch (by) {
            case OFF, SERVERS -> 1;
            case MEMORY -> server.memoryMib();
            case VCPUS -> server.vcpus();
        };
    }

    /** Whether a host, or its peer, is out of its share, and this move brings both nearer to theirs. */
    public boolean helped(Share from, Share to, double size) {
        double more = excess(from);
        double less = -excess(to);
        boolean uneven = more >= tolerance(from) - EXACT || less >= tolerance(to) - EXACT;
        return uneven && more > EXACT && less > EXACT && gain(from, to, size) > EXACT;
    }

    /** By how much the move lowers the sum of the squares: each host's distance from its share, by its room. */
    public double gain(Share from, Share to, double size) {
        return size * (2 * from.held() - size) / from.room() - size * (2 * to.held() + size) / to.room();
    }

    private double excess(Share share) {
        return share.held() - mean * share.room();
    }

    private double tolerance(Share share) {
        return by == Spread.SERVERS ? 1 : TOLERANCE * share.room();
    }
}
