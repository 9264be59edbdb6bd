package io.drover.engine;

import io.drover.strategy.Hash;
import java.time.Duration;
import java.time.Instant;

/**
 * Who reads Nova's list of hosts: in each group the one live agent with the lowest lot, which tells the others. When they hear
 * nothing for long, whoever looks first reads it.
 */
final class Readership {

    /** A failed host is to be known soon: while others heal the cloud, nobody balances it. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** Of a list that says what was known. */
    private static final Duration TOLD_EVERY = Duration.ofMinutes(5);

    private static final Duration MISSED = TOLD_EVERY.multipliedBy(3);
    private static final Duration ALONE = Duration.ofMinutes(2);

    /** Agents may know others alive than their peers do: a list is believed from any of so many lowest lots. */
    private static final int READERS = 3;

    private static final String LOT = "list";

    private final Membership members;
    private final String host;
    private final String group;
    private final boolean allRead;
    private Instant readAt = Instant.MIN;
    private Instant toldAt = Instant.MIN;

    Readership(LocalSituation situation, Membership members) {
        this.members = members;
        this.host = situation.settings().host();
        this.group = situation.settings().group();
        this.allRead = situation.settings().strategy().rules().allRead();
    }

    /** The list is known as of then, whoever has read it. */
    void read(Instant at) {
        readAt = at;
    }

    /** Whether it is this agent's turn to read it. */
    boolean due(Instant now) {
        if (now.isBefore(readAt)) return true;
        Duration wait = allRead ? ALONE : before(host) == 0 ? EVERY : MISSED;
        return readAt.equals(Instant.MIN) || !now.isBefore(readAt.plus(wait));
    }

    /**
     * Whether one that has read it now tells the others: where none knows it, each has read it for itself. It counts as told.
     *
     * @param news whether it says what has not been known
     */
    boolean tells(Instant now, boolean news) {
        if (allRead) return false;
        boolean missed = !readAt.equals(Instant.MIN) && !now.isBefore(readAt.plus(MISSED));
        boolean stale = news || toldAt.equals(Instant.MIN) || !now.isBefore(toldAt.plus(TOLD_EVERY));
        if (!missed && !(before(host) == 0 && stale)) return false;
        toldAt = now;
        return true;
    }

    /** Whether this peer may have had its turn. */
    boolean believes(String reader, String itsGroup) {
        return !allRead && itsGroup.equals(group) && before(reader) < READERS;
    }

    /** How many live agents of the group have lower lots; one whose group is not known may be of it. */
    private int before(String agent) {
        long lot = Hash.of(LOT, group, agent);
        int lower = Long.compareUnsigned(Hash.of(LOT, group, host), lot) < 0 ? 1 : 0;
        for (String peer : members.mates(group)) {
            if (Long.compareUnsigned(Hash.of(LOT, group, peer), lot) < 0) lower++;
        }
        return lower;
    }
}
