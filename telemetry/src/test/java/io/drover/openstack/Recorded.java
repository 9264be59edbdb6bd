package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Answers as real services gave them. */
public final class Recorded {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Recorded() {}

    /** The body of the answer in {@code samples/NAME.json}. */
    public static JsonNode body(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream("/samples/" + name + ".json")) {
            JsonNode sample = MAPPER.readTree(in);
            return sample.has("response") ? sample.path("response").path("body") : sample.path("body");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
