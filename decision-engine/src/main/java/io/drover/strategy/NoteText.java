package io.drover.strategy;

import io.drover.auction.Effect;
import io.drover.auction.Note;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes in one line. */
final class NoteText {

    private NoteText() {}

    static Effect say(String auction, Note.Kind kind, String text) {
        return new Effect.Say(new Note(auction, kind, text, new LinkedHashMap<>()));
    }

    /**
     * @param facts names and values in turn
     */
    static Effect say(String auction, Note.Kind kind, String text, Object... facts) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < facts.length; i += 2) named.put((String) facts[i], facts[i + 1]);
        return new Effect.Say(new Note(auction, kind, text, named));
    }
}
