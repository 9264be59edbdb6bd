package io.drover.auction;

import java.util.List;

/**
 * What an agent says beside its greeting, so that both know it afterwards.
 *
 * @param known how many peers it knows; -1: it does not say
 * @param peers the few that it has heard of last
 */
public record News(int known, List<String> peers, Pauses pauses, Drains drains) {

    /** Of a probe, and of one that knows nobody yet. */
    public static final News NONE = new News(-1, List.of(), Pauses.NONE, Drains.NONE);

    public News {
        peers = List.copyOf(peers);
    }

    /** Whether it says anything. */
    public boolean told() {
        return known >= 0;
    }
}
