package io.drover.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.openstack4j.api.types.Facing;
import org.openstack4j.model.common.Identifier;

/** A Keystone that gives tokens, and services that answer what a test tells them to. */
public final class StubCloud implements AutoCloseable {

    public static final String PASSWORD = "correct horse";

    private static final String CATALOG = """
            {"token": {"issued_at": "2026-11-22T11:00:00.000000Z", "expires_at": "2026-11-22T12:00:00.000000Z",
              "roles": [{"name": "admin"}], "catalog": [
              {"type": "messaging-websocket", "endpoints": [
                {"interface": "public", "region_id": "RegionOne", "url": "ws://queue:9000"}]},
              {"type": "compute", "endpoints": [
                {"interface": "internal", "region_id": "RegionOne", "url": "http://elsewhere/v2.1"},
                {"interface": "public", "region_id": "RegionTwo", "url": "http://elsewhere/v2.1"},
                {"interface": "public", "region_id": "RegionOne", "url": "BASE/nova/v2.1/"}]},
              {"type": "placement", "endpoints": [
                {"interface": "public", "region_id": "RegionOne", "url": "BASE/placement"}]},
              {"type": "metric", "endpoints": [
                {"interface": "public", "region_id": "RegionOne", "url": "BASE/gnocchi"}]},
              {"type": "metric-storage", "endpoints": [
                {"interface": "public", "region_id": "RegionOne", "url": "BASE/aetos"}]}]}}
            """;

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").stubCorsEnabled(false));

    public StubCloud() {
        server.start();
        tokens("token-1");
        nova("2.93");
        server.stubFor(get("/placement/")
                .willReturn(json(
                        "{\"versions\": [{\"id\": \"v1.0\", \"min_version\": \"1.0\", \"max_version\": \"1.39\"}]}")));
    }

    public WireMockServer server() {
        return server;
    }

    /** What Keystone gives from now on. */
    public void tokens(String id) {
        tokens(id, CATALOG);
    }

    /** A catalog in which Aetos' endpoint is another service's. */
    public void withoutAetos() {
        tokens("token-1", CATALOG.replace("metric-storage", "other"));
    }

    private void tokens(String id, String catalog) {
        server.stubFor(post("/identity/v3/auth/tokens")
                .willReturn(json(catalog.replace("BASE", server.baseUrl()))
                        .withStatus(201)
                        .withHeader("X-Subject-Token", id)));
    }

    /** The newest microversion that Nova offers. */
    public void nova(String newest) {
        server.stubFor(get("/nova/v2.1/")
                .willReturn(json("{\"version\": {\"id\": \"v2.1\", \"version\": \"" + newest + "\"}}")));
    }

    /** {@code path} with its query, below the server's root. */
    public void answers(String path, String body) {
        server.stubFor(get(urlEqualTo(path)).willReturn(json(body)));
    }

    /** {@code path} whatever its query. */
    public void answersAny(String path, String body) {
        server.stubFor(get(urlPathEqualTo(path)).willReturn(json(body)));
    }

    public static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    public CloudAccess access() {
        return new CloudAccess(
                URI.create(server.baseUrl() + "/identity/v3"),
                new CloudCredentials.Password(
                        Identifier.byName("drover"),
                        Identifier.byName("Default"),
                        PASSWORD,
                        Identifier.byName("admin"),
                        Identifier.byName("Default")),
                Optional.of("RegionOne"),
                Facing.PUBLIC,
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }

    public Session session(InstantSource clock) {
        return new Session(access(), clock);
    }

    @Override
    public void close() {
        server.stop();
    }
}
