package io.drover.cloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.drover.emulator.ServerLogs;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Stands between the agents and the cloud: Keystone's catalog leads them to it instead of to Nova. It sees when Nova is
 * asked to migrate, and can fail in Nova's place.
 */
final class Relay implements AutoCloseable {

    private static final int KEYSTONE_FIRST = 5;
    private static final int FAULT_FIRST = 1;

    private final WireMockServer server;
    private final URI keystone;
    private final Map<String, WireMockServer> meters = new ConcurrentHashMap<>();
    private StubMapping fault;

    Relay(URI keystone, URI nova) {
        ServerLogs.silence();
        this.keystone = keystone;
        this.server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(32)
                .gzipDisabled(true)
                .extensions(new Catalog(origin(nova), meters)));
        server.start();
        server.stubFor(any(urlPathMatching(keystone.getPath() + "/.*"))
                .atPriority(KEYSTONE_FIRST)
                .willReturn(aResponse().proxiedFrom(origin(keystone))));
        server.stubFor(any(urlPathMatching("/.*"))
                .atPriority(KEYSTONE_FIRST + 1)
                .willReturn(aResponse().proxiedFrom(origin(nova))));
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** What to give the agents as {@code auth_url}. */
    String authUrl() {
        return "http://127.0.0.1:" + server.port() + keystone.getPath();
    }

    /** From now on Nova answers 500 to everything. */
    void failNova() {
        fault = server.stubFor(any(urlPathMatching("/v2.*"))
                .atPriority(FAULT_FIRST)
                .willReturn(aResponse()
                        .withStatus(500)
                        .withBody("{\"computeFault\": {\"code\": 500, \"message\": \"Unexpected API Error.\"}}")));
    }

    void healNova() {
        server.removeStub(fault);
    }

    /** When Nova was asked for live migrations. */
    List<Instant> migrateCalls() {
        return server
                .findAll(
                        postRequestedFor(urlPathMatching("/v2.*/action")).withRequestBody(containing("os-migrateLive")))
                .stream()
                .map(request -> request.getLoggedDate().toInstant())
                .sorted()
                .toList();
    }

    /** The tokens that agents show Nova. */
    Set<String> tokens() {
        return server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> request.containsHeader("X-Auth-Token"))
                .map(request -> request.getHeader("X-Auth-Token"))
                .collect(Collectors.toSet());
    }

    /** Answers of this status so far. */
    long answered(int status) {
        return server.getAllServeEvents().stream()
                .filter(event ->
                        event.getResponse() != null && event.getResponse().getStatus() == status)
                .count();
    }

    @Override
    public void close() {
        server.stop();
        meters.values().forEach(WireMockServer::stop);
    }

    /** Leads the agents to meters before these services, too. Before any agent has a token. */
    void meter(String... origins) {
        for (String origin : origins) {
            WireMockServer meter = new WireMockServer(wireMockConfig()
                    .dynamicPort()
                    .bindAddress("127.0.0.1")
                    .containerThreads(32)
                    .gzipDisabled(true));
            meter.start();
            meter.stubFor(any(urlPathMatching("/.*")).willReturn(aResponse().proxiedFrom(origin)));
            meters.put(origin, meter);
        }
    }

    /** What was asked of Nova and of the metered services so far. */
    long requests() {
        long others = meters.values().stream()
                .mapToLong(meter -> meter.getAllServeEvents().size())
                .sum();
        return others
                + server.getAllServeEvents().stream()
                        .filter(event -> !event.getRequest().getUrl().startsWith(keystone.getPath() + "/"))
                        .count();
    }

    /** Rewrites Nova's address in Keystone's answers. */
    private record Catalog(String nova, Map<String, WireMockServer> meters) implements ResponseTransformerV2 {

        @Override
        public Response transform(Response response, ServeEvent event) {
            LoggedRequest request = event.getRequest();
            if (!request.getUrl().endsWith("/auth/tokens")) return response;
            String relay = "http://" + request.getHeader("Host");
            HttpHeaders kept = new HttpHeaders(response.getHeaders().all().stream()
                    .filter(header -> !header.keyEquals("Content-Length"))
                    .toList());
            String body = response.getBodyAsString().replace(nova, relay);
            for (Map.Entry<String, WireMockServer> each : meters.entrySet()) {
                body = body.replace(
                        each.getKey(), "http://127.0.0.1:" + each.getValue().port());
            }
            return Response.Builder.like(response)
                    .but()
                    .headers(kept)
                    .body(body)
                    .build();
        }

        @Override
        public String getName() {
            return "catalog";
        }
    }
}
