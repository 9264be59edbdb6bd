package io.drover.emulator.contract;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.emulator.cloud.Release;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One request to a real OpenStack and what it answered, as recorded. */
record Sample(String name, JsonNode request, JsonNode response) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // which Gnocchi writes
            .build();

    /**
     * What the release's site was called otherwise, at the same place as the first one's: the sites were set up by the
     * same script, so that what happened to vm-1 of one happened to vm-1 of the other.
     */
    private static final Map<Release, Map<String, String>> FIRST_SITES = Map.of(
            Release.ZED,
            Map.of(),
            Release.EPOXY,
            Map.ofEntries(
                    entry("99d69903-7580-4802-921d-5e5921a1f44b", "c1586339-a7bf-44a3-99ea-38caa88fd7d5"),
                    entry("98bcab90-4083-4955-b2a9-3e5fbac84caf", "752c5b66-59b2-498e-b5db-b7fa003237f1"),
                    entry("eb953ffc-d053-4012-8c36-1435e736709f", "7a74fabb-1249-4c80-a19d-5ac67e2ec8db"),
                    entry("ea263091-046e-4cdc-99a0-8c06385e22d3", "520536c1-c5e7-4c07-a0f0-44355be96649"),
                    entry("f2991eb2-7746-4662-93ab-2bbf8ae0e3a5", "1b7b9e92-ae15-440a-a2e6-46ffb9560cba"),
                    entry("e59f04a2-d3ab-48a2-9111-4bc0c5940822", "fac99a77-e5f5-4048-9420-909b0c438b10"),
                    entry("3b4875ad-c2e8-5d92-a75f-d2546337334f", "a8ef244e-e1d6-4cb0-ac16-ba09be5c1238"),
                    entry("9c61ed19-9a1c-5386-b66d-6be4289c9e3e", "2220c546-8cf1-4f50-86f8-148708737086"),
                    entry("4482797a-1fc7-566f-808d-9bd111428af4", "a59dd39c-4bed-403f-a5fe-b8552b11aa81"),
                    entry("f32174f6-adfe-531b-a7af-33176b501d19", "c8d7562a-6f55-402e-ab33-cf0d6ceb560e"),
                    entry("154ce0e3-36ea-4475-8753-bd2b5e7430f7", "ae8ed31e-dd8b-4624-8031-c6249e1309f5"),
                    entry("52aa26b6-ed1a-4262-a993-56446f48064a", "6eb0ffb0-f1a1-4dea-8f1a-4e5a7880bd88"),
                    entry("ca0c605f-91e5-4c4b-b3bd-1c16fa1cf167", "0bf46277-d65f-45f2-8b39-43fb58def6a2"),
                    entry("req-3b8a35fa-078a-4dcc-8d3d-4286c419ca76", "req-0353e273-5217-4e27-94c2-c93a98d43e51"),
                    entry("req-b40de19b-f425-4cd0-b1cb-345fe6a711f1", "req-64cfb0e5-bd78-434a-8f60-0bd723d24884")));

    static Sample read(Release release, String name) {
        try (InputStream file = Sample.class.getResourceAsStream(folder(release) + "/" + name + ".json")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> id : FIRST_SITES.get(release).entrySet()) {
                text = text.replace(id.getKey(), id.getValue());
            }
            JsonNode root = MAPPER.readTree(text);
            return new Sample(name, root.get("request"), root.get("response"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder(Release release) {
        return release == Release.ZED ? "/samples" : "/samples-" + release.version();
    }

    static SortedSet<String> names(Release release) throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.list(Path.of(Sample.class.getResource(folder(release)).toURI()))) {
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
