package io.drover.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.drover.auction.Forecast;
import io.drover.auction.Note;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Notes as the journal has had them from its first day: auction, kind, text, and the values by name. What JSON cannot
 * say of a number is an object, {@code {"double": "NaN"}}. Which values are there tells the notes of a kind apart.
 */
final class NoteCodec {

    private NoteCodec() {}

    static final class Writer extends StdSerializer<Note> {

        private static final long serialVersionUID = 1;

        Writer() {
            super(Note.class);
        }

        @Override
        public void serialize(Note note, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeStartObject();
            to.writeStringField("auction", note.auction());
            to.writeStringField("kind", note.kind().name());
            to.writeStringField("text", note.text());
            to.writeObjectFieldStart("facts");
            for (Map.Entry<String, Object> fact : note.facts().entrySet()) {
                to.writeFieldName(fact.getKey());
                write(fact.getValue(), to);
            }
            to.writeEndObject();
            to.writeEndObject();
        }

        private static void write(Object fact, JsonGenerator to) throws IOException {
            if (fact instanceof Integer number) to.writeNumber(number);
            else if (fact instanceof Double number && Double.isFinite(number)) to.writeNumber(number);
            else if (fact instanceof Double number) writeTagged(number, to);
            else to.writeString((String) fact);
        }

        private static void writeTagged(Double number, JsonGenerator to) throws IOException {
            to.writeStartObject();
            to.writeStringField("double", number.toString());
            to.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<Note> {

        private static final long serialVersionUID = 1;

        Reader() {
            super(Note.class);
        }

        @Override
        public Note deserialize(JsonParser from, DeserializationContext context) throws IOException {
            JsonNode note = from.readValueAsTree();
            try {
                return read(
                        new Facts(note.path("facts")), text(note, "auction"), text(note, "kind"), text(note, "text"));
            } catch (IllegalArgumentException e) {
                return context.reportInputMismatch(this, "not a note: %s", e.getMessage());
            }
        }

        private static Note read(Facts facts, String auction, String word, String text) {
            Note.Kind kind = Note.Kind.valueOf(word);
            return switch (kind) {
                case OPENED ->
                    new Note.Opened(
                            auction,
                            facts.strategy(),
                            facts.number("load"),
                            facts.number("threshold"),
                            facts.count("invited"),
                            text);
                case CHOSEN ->
                    new Note.Chosen(
                            auction, facts.move(), facts.count("feasiblePairs"), facts.count("improvingPairs"), text);
                case ADVISED -> new Note.Advised(auction, facts.move(), text);
                case ENDED ->
                    new Note.Ended(
                            auction, facts.none() ? OptionalInt.empty() : OptionalInt.of(facts.count("answers")), text);
                default -> facts.none() ? new Note.Said(auction, kind, text) : read(facts, auction, kind, text);
            };
        }

        /** Notes whose kind is said without values, too. */
        private static Note read(Facts facts, String auction, Note.Kind kind, String text) {
            return switch (kind) {
                case REFUSED -> new Note.Refused(auction, facts.text("server"), facts.text("by"), text);
                case MIGRATING ->
                    new Note.Migrating(
                            auction,
                            facts.text("server"),
                            facts.text("destination"),
                            facts.number("predictedSeconds"),
                            facts.number("predictedDowntimeSeconds"),
                            text);
                case MIGRATED, FAILED ->
                    new Note.Concluded(
                            auction,
                            facts.text("server"),
                            facts.text("destination"),
                            kind == Note.Kind.MIGRATED,
                            facts.number("seconds"),
                            text);
                default -> throw new IllegalArgumentException(kind + " has no values");
            };
        }
    }

    /** The values of a note that is read; one that is not there or of another type is an {@link IllegalArgumentException}. */
    private record Facts(JsonNode json) {

        boolean none() {
            return json.isEmpty();
        }

        String text(String name) {
            return NoteCodec.text(json, name);
        }

        int count(String name) {
            if (!json.path(name).isInt()) throw new IllegalArgumentException(name + " is no count");
            return json.get(name).intValue();
        }

        double number(String name) {
            JsonNode fact = json.path(name);
            if (fact.isNumber()) return fact.doubleValue();
            return Double.parseDouble(NoteCodec.text(fact, "double"));
        }

        Note.Strategy strategy() {
            return Note.Strategy.valueOf(text("strategy").toUpperCase(Locale.ROOT));
        }

        Note.Move move() {
            return new Note.Move(
                    strategy(),
                    text("server"),
                    text("source"),
                    text("destination"),
                    new Forecast(
                            number("entropyBefore"),
                            number("entropyAfter"),
                            number("predictedSeconds"),
                            number("predictedDowntimeSeconds")));
        }
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) throw new IllegalArgumentException(name + " is no text");
        return json.get(name).textValue();
    }
}
