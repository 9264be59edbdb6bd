package io.drover.auction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A decision or a refusal: values for who counts or explains it, and one sentence. The sentence is kept, not made anew:
 * a journal that a later Drover reads says what was said then.
 */
public sealed interface Note {

    /** The auction, or empty. */
    String auction();

    /** What it is about. */
    Kind kind();

    /** One sentence. */
    String text();

    /** The values behind it by their names in journals and traces, in a fixed order: String, Integer or Double. */
    default Map<String, Object> facts() {
        return Collections.emptyMap();
    }

    /** Messages by which it asks others for something, as the thesis counts them: HOTSPOT and STEAL ATTEMPT. */
    default int attempts() {
        return 0;
    }

    /** Stable words: they are keys of metrics and of the journal. */
    enum Kind {
        OPENED,
        BID,
        DECLINED,
        CHOSEN,
        ADVISED,
        REFUSED,
        MIGRATING,
        MIGRATED,
        FAILED,
        RELEASED,
        IGNORED,
        ENDED,
        HELD,
        MEMBER,
        PAUSED,
        NOTICED;

        /** In lower case, as labels of metrics have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an auction does with servers. Its word is in journals, in message 3 and in the labels of metrics. */
    enum Strategy {
        /** A hot host gives. */
        PUSH,
        /** A cold host takes. */
        PULL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An auction of this host has begun.
     *
     * @param load of this host, normalised
     * @param threshold that it has passed
     * @param invited peers whose answers are waited for
     */
    record Opened(String auction, Strategy strategy, double load, double threshold, int invited, String text)
            implements Note {

        /** With which an auction's sentence begins that only evens out what hosts hold. */
        public static final String UNEVEN = "allocated beyond its share";

        /** Whether nothing is hot, cold or to be emptied. */
        public boolean uneven() {
            return text.startsWith(UNEVEN);
        }

        @Override
        public Kind kind() {
            return Kind.OPENED;
        }

        @Override
        public int attempts() {
            return strategy == Strategy.PUSH ? 1 : 0;
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("strategy", strategy.word());
            facts.put("load", load);
            facts.put("threshold", threshold);
            facts.put("invited", invited);
            return facts;
        }
    }

    /**
     * What an auctioneer thinks best.
     *
     * @param server its id
     */
    record Move(Strategy strategy, String server, String source, String destination, Forecast forecast) {
        private Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("strategy", strategy.word());
            facts.put("server", server);
            facts.put("source", source);
            facts.put("destination", destination);
            facts.put("entropyBefore", forecast.entropyBefore());
            facts.put("entropyAfter", forecast.entropyAfter());
            facts.put("predictedSeconds", forecast.seconds());
            facts.put("predictedDowntimeSeconds", forecast.downtimeSeconds());
            return facts;
        }
    }

    /** A note that names the move its auction thinks best. */
    sealed interface WithMove extends Note {
        Move move();
    }

    /**
     * The other end is asked for its consent.
     *
     * @param feasible pairs that were allowed
     * @param improving pairs that would balance the fleet enough
     */
    record Chosen(String auction, Move move, int feasible, int improving, String text) implements WithMove {
        @Override
        public Kind kind() {
            return Kind.CHOSEN;
        }

        @Override
        public int attempts() {
            return move.strategy() == Strategy.PULL ? 1 : 0;
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = move.facts();
            facts.put("feasiblePairs", feasible);
            facts.put("improvingPairs", improving);
            return facts;
        }
    }

    /** What would be moved, if this agent were to enforce. */
    record Advised(String auction, Move move, String text) implements WithMove {
        @Override
        public Kind kind() {
            return Kind.ADVISED;
        }

        @Override
        public Map<String, Object> facts() {
            return move.facts();
        }
    }

    /**
     * The other end does not consent, or is not there.
     *
     * @param by its host
     */
    record Refused(String auction, String server, String by, String text) implements Note {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("server", server);
            facts.put("by", by);
            return facts;
        }
    }

    /**
     * Agreed: Nova is about to be asked.
     *
     * @param seconds predicted
     * @param downtimeSeconds predicted
     */
    record Migrating(
            String auction, String server, String destination, double seconds, double downtimeSeconds, String text)
            implements Note {
        @Override
        public Kind kind() {
            return Kind.MIGRATING;
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("server", server);
            facts.put("destination", destination);
            facts.put("predictedSeconds", seconds);
            facts.put("predictedDowntimeSeconds", downtimeSeconds);
            return facts;
        }
    }

    /**
     * The source learnt how a migration ended.
     *
     * @param moved whether the server is on its destination
     * @param seconds taken; 0 when it stays
     */
    record Concluded(String auction, String server, String destination, boolean moved, double seconds, String text)
            implements Note {
        @Override
        public Kind kind() {
            return moved ? Kind.MIGRATED : Kind.FAILED;
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("server", server);
            facts.put("destination", destination);
            facts.put("seconds", seconds);
            return facts;
        }
    }

    /**
     * An auction of this host came to nothing.
     *
     * @param answers that it got, where they were counted
     */
    record Ended(String auction, OptionalInt answers, String text) implements Note {
        @Override
        public Kind kind() {
            return Kind.ENDED;
        }

        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            answers.ifPresent(count -> facts.put("answers", count));
            return facts;
        }
    }

    /** What has no values that anybody counts or explains: kind and sentence say all. */
    record Said(String auction, Kind kind, String text) implements Note {

        /** Kinds that are never said without values. */
        public static final List<Kind> ALWAYS_VALUED = List.of(Kind.OPENED, Kind.CHOSEN, Kind.ADVISED, Kind.ENDED);

        /**
         * @throws IllegalArgumentException for a kind that always has values
         */
        public Said {
            if (ALWAYS_VALUED.contains(kind)) throw new IllegalArgumentException(kind + " has values of its own");
        }
    }
}
