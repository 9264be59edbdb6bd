package io.drover.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whoever calls services of the cloud as HTTP has it, with a token: for what Drover's own clients cannot do. */
final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int ATTEMPTS = 4;

    private final String token;

    Caller(String token) {
        this.token = token;
    }

    /** What came of it: its status. */
    int status(String method, String url, String body) {
        return call(method, url, body).statusCode();
    }

    /** Follows names into what a GET answers. */
    JsonNode get(String url) {
        try {
            return JSON.readTree(call("GET", url, "").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> call(String method, String url, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("X-Auth-Token", token)
                .header("Content-Type", "application/json")
                .header("OpenStack-API-Version", url.contains(":8778") ? "placement 1.36" : "compute 2.90")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return answer(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A server that refuses before it has read the whole question may close the connection before its answer is read. */
    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                if (attempt == ATTEMPTS) throw e;
            }
        }
    }
}
