package io.drover.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** JSON has no NaN: what is not known is null. */
final class JsonNumbers {

    private static final class One extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            write(value, json);
        }
    }

    private static final class Column extends JsonSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray(values, values.length);
            for (double value : values) write(value, json);
            json.writeEndArray();
        }
    }

    private JsonNumbers() {}

    static SimpleModule module() {
        return new SimpleModule("numbers")
                .addSerializer(double.class, new One())
                .addSerializer(Double.class, new One())
                .addSerializer(double[].class, new Column());
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) json.writeNumber(value);
        else json.writeNull();
    }
}
