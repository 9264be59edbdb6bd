package io.drover.auction;

import java.util.List;

/**
 * How far a host is that is to be emptied.
 *
 * @param servers on it still, those that are on their way included; negative: not known
 * @param memoryMib of these, by their flavors
 * @param moving on their way
 * @param stays those that do not go as things are, and why; at most {@value #STAYS_AT_MOST}
 */
public record DrainProgress(int servers, long memoryMib, int moving, List<Situation.Refused> stays) {

    /** Of a host that does not drain, or does not know what is on it. */
    public static final DrainProgress UNKNOWN = new DrainProgress(-1, 0, 0, List.of());

    public static final int STAYS_AT_MOST = 500;

    public DrainProgress {
        stays = List.copyOf(stays);
    }

    public boolean known() {
        return servers >= 0;
    }

    public boolean empty() {
        return servers == 0;
    }
}
