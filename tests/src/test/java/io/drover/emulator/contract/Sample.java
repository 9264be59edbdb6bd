package io.drover.emulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One request to a real OpenStack and what it answered, as recorded. */
record Sample(String name, JsonNode request, JsonNode response) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Sample read(String name) {
        try (InputStream file = Sample.class.getResourceAsStream("/samples/" + name + ".json")) {
            JsonNode root = MAPPER.readTree(file);
            return new Sample(name, root.get("request"), root.get("response"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SortedSet<String> names() throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.list(Path.of(Sample.class.getResource("/samples").toURI()))) {
            SortedSet<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString().replace(".json", "")));
            return names;
        }
    }

    String method() {
        return request.get("method").asText();
    }

    /** The service's port at the recorded site, path and query. */
    String url() {
        return request.get("url").asText().substring("http://127.0.0.1:".length());
    }

    Map<String, String> requestHeaders() {
        return headers(request);
    }

    Map<String, String> responseHeaders() {
        return headers(response);
    }

    /** Null when the request had none. */
    String requestBody() {
        JsonNode body = request.get("body");
        return body == null || body.isNull() ? null : body.toString();
    }

    int status() {
        return response.get("status").asInt();
    }

    JsonNode body() {
        return response.get("body");
    }

    private static Map<String, String> headers(JsonNode message) {
        return MAPPER.convertValue(
                message.path("headers").isMissingNode() ? MAPPER.createObjectNode() : message.get("headers"),
                MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }
}
