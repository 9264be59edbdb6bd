package io.drover.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.model.AuctionScope;
import io.drover.model.ChangeWindows;
import io.drover.model.LoadEstimate;
import io.drover.model.Outcome;
import io.drover.model.Settings.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Journal lines as JSON and back to equal objects. Thread-safe. */
public final class JournalCodec {

    private static final List<Class<?>> SEALED = List.of(
            Event.class,
            Effect.class,
            Message.class,
            Address.class,
            Outcome.class,
            AuctionScope.class,
            LoadEstimate.class);

    /** Shared: what it learns about the classes costs more than a journal. */
    private static final ObjectMapper MAPPER = mapper();

    /** Exactly one of the three is there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(Event heard, Effect decided, Long lost) {}

    /** What a journal would hold of it; equal for what is equal to a reader. */
    public String text(JournalEntry entry) {
        try {
            return new String(line(entry), StandardCharsets.UTF_8).strip();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry that cannot be written", e);
        }
    }

    /** One line with its end. */
    byte[] line(JournalEntry entry) throws JsonProcessingException {
        if (entry instanceof JournalEntry.Heard heard) return ended(new Line(heard.event(), null, null));
        if (entry instanceof JournalEntry.Decided decided) return ended(new Line(null, decided.effect(), null));
        return ended(new Line(null, null, ((JournalEntry.Lost) entry).lines()));
    }

    byte[] line(JournalHeader header) throws JsonProcessingException {
        return ended(header);
    }

    JournalEntry entry(byte[] line) throws IOException {
        JsonNode read = MAPPER.readTree(line);
        if (read.has("heard"))
            return new JournalEntry.Heard(MAPPER.treeToValue(EarlierFormats.whole(read.get("heard")), Event.class));
        if (read.has("decided"))
            return new JournalEntry.Decided(
                    MAPPER.treeToValue(EarlierFormats.whole(read.get("decided")), Effect.class));
        if (read.path("lost").isIntegralNumber())
            return new JournalEntry.Lost(read.get("lost").asLong());
        throw new IOException("a line says neither heard nor decided");
    }

    JournalHeader header(byte[] line) throws IOException {
        JsonNode header = MAPPER.readTree(line);
        if (header instanceof ObjectNode early && !early.has("version")) early.put("version", "");
        if (header.path("run").path("settings").path("strategy") instanceof ObjectNode early) ruled(early);
        return MAPPER.treeToValue(EarlierFormats.whole(header), JournalHeader.class);
    }

    /** Whose rules hold was once told as yes or no to the thesis'. */
    private static void ruled(ObjectNode strategy) {
        JsonNode thesis = strategy.remove("thesisRules");
        if (thesis != null) strategy.put("rules", (thesis.asBoolean() ? Rules.THESIS : Rules.DROVER).name());
    }

    /** The format alone, of a header that this version may not understand. */
    int format(byte[] line) throws IOException {
        return MAPPER.readTree(line).path("format").asInt();
    }

    private byte[] ended(Object value) throws JsonProcessingException {
        byte[] json = MAPPER.writeValueAsBytes(value);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule()
                        .addSerializer(ChangeWindows.class, new NoWindows())
                        .addSerializer(Note.class, new NoteCodec.Writer())
                        .addDeserializer(Note.class, new NoteCodec.Reader()))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addMixIn(ChangeWindows.class, Windows.class);
        SEALED.forEach(type -> builder.addMixIn(type, Typed.class));
        JournalWords.ALL.forEach((word, type) -> builder.registerSubtypes(new NamedType(type, word)));
        return builder.build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    @JsonDeserialize(using = AnyWindows.class)
    private interface Windows {}

    /** {@link JournalRun#windows()} keeps their spelling. */
    private static final class NoWindows extends JsonSerializer<ChangeWindows> {
        @Override
        public void serialize(ChangeWindows windows, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeNull();
        }
    }

    private static final class AnyWindows extends JsonDeserializer<ChangeWindows> {
        @Override
        public ChangeWindows deserialize(JsonParser from, DeserializationContext context) {
            return ChangeWindows.ALWAYS;
        }

        @Override
        public ChangeWindows getNullValue(DeserializationContext context) {
            return ChangeWindows.ALWAYS;
        }
    }
}
