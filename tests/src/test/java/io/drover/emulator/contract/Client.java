package io.drover.emulator.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.emulator.OpenStackEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A client that logs in once and then sends what it is told. */
public final class Client {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String origin;
    private final String password;
    private String token = "none";

    public Client(OpenStackEmulator emulator) {
        this.origin = "http://127.0.0.1:" + emulator.port();
        this.password = emulator.credentials().password();
        logIn();
    }

    public void logIn() {
        HttpResponse<String> response = authenticate("{\"methods\": [\"password\"], \"password\": {\"user\": {\"name\":"
                + " \"admin\", \"domain\": {\"name\": \"Default\"}, \"password\": \"" + password + "\"}}}");
        token = response.headers().firstValue("X-Subject-Token").orElseThrow();
    }

    public HttpResponse<String> authenticate(String identity) {
        return send("POST", "/identity/v3/auth/tokens", Map.of(), "{\"auth\": {\"identity\": " + identity + "}}");
    }

    public HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Auth-Token", token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    public HttpResponse<String> nova(String version, String method, String path, String body) {
        return send(method, "/compute/v2.1" + path, Map.of("OpenStack-API-Version", "compute " + version), body);
    }

    public JsonNode json(String method, String path) {
        return parse(send(method, path, Map.of(), null).body());
    }

    public static JsonNode parse(String text) {
        try {
            return text.isEmpty() ? MAPPER.nullNode() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }
}
