package io.drover.auction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision or a refusal in words.
 *
 * @param auction the auction, or empty
 * @param kind what it is about; stable, machine-readable
 * @param text one sentence
 * @param facts numbers and names behind it, in a fixed order
 */
public record Note(String auction, Kind kind, String text, Map<String, Object> facts) {

    /** Stable words: they are keys of metrics and of the journal. */
    public enum Kind {
        OPENED,
        BID,
        DECLINED,
        CHOSEN,
        ADVISED,
        AWARDED,
        REFUSED,
        MIGRATING,
        MIGRATED,
        FAILED,
        RELEASED,
        IGNORED,
        ENDED,
        HELD,
        MEMBER,
        THRESHOLD,
        PAUSED,
        NOTICED
    }

    public Note {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
