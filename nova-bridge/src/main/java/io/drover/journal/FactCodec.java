package io.drover.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A note's facts with their Java types: JSON's own for String, Boolean, Integer, finite Double and lists; one-key
 * objects {@code {"long": 5}}, {@code {"double": "NaN"}} for the other numbers. Anything else is kept as its text.
 */
final class FactCodec {

    private FactCodec() {}

    static final class Writer extends StdSerializer<Object> {

        private static final long serialVersionUID = 1;

        Writer() {
            super(Object.class);
        }

        @Override
        public void serialize(Object fact, JsonGenerator to, SerializerProvider provider) throws IOException {
            write(fact, to);
        }

        private static void write(Object fact, JsonGenerator to) throws IOException {
            if (fact == null) to.writeNull();
            else if (fact instanceof Boolean truth) to.writeBoolean(truth);
            else if (fact instanceof Integer number) to.writeNumber(number);
            else if (fact instanceof Double number && Double.isFinite(number)) to.writeNumber(number);
            else if (fact instanceof Double number) writeTagged("double", number, to);
            else if (fact instanceof Long number) writeTagged("long", number, to);
            else if (fact instanceof List<?> list) writeList(list, to);
            else to.writeString(fact.toString());
        }

        private static void writeTagged(String tag, Object fact, JsonGenerator to) throws IOException {
            to.writeStartObject();
            to.writeStringField(tag, fact.toString());
            to.writeEndObject();
        }

        private static void writeList(List<?> list, JsonGenerator to) throws IOException {
            to.writeStartArray();
            for (Object each : list) write(each, to);
            to.writeEndArray();
        }
    }

    static final class Reader extends StdDeserializer<Object> {

        private static final long serialVersionUID = 1;

        Reader() {
            super(Object.class);
        }

        @Override
        public Object deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return read(from.readValueAsTree());
        }

        private static Object read(JsonNode fact) {
            if (fact.isBoolean()) return fact.booleanValue();
            if (fact.isInt()) return fact.intValue();
            if (fact.isNumber()) return fact.doubleValue();
            if (fact.has("long")) return Long.valueOf(fact.get("long").textValue());
            if (fact.has("double")) return Double.valueOf(fact.get("double").textValue());
            if (!fact.isArray()) return fact.textValue();
            List<Object> list = new ArrayList<>();
            fact.forEach(each -> list.add(read(each)));
            return list;
        }
    }
}
