package io.drover.openstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an operator does to a cloud beside its agents. What it boots it deletes with {@link #clear}. */
public final class Operator {

    private static final Microversion BOOT = new Microversion(2, 74); // takes a host
    private static final Microversion FORCED_DOWN = new Microversion(2, 53); // services by uuid

    private final Session session = new Session(
            CloudUnderTest.access().withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30)),
            InstantSource.system());
    private final List<String> booted = new ArrayList<>();
    private final Map<String, String> images = new HashMap<>();
    private final Map<String, String> flavors = new HashMap<>();

    public NovaClient nova() {
        return new NovaClient(session);
    }

    /** Nova's address in the catalog. */
    public URI novaEndpoint() {
        return URI.create(session.endpoint(Service.NOVA));
    }

    /** Makes Keystone forget a token before its time. */
    public void revoke(String token) {
        URI keystone = URI.create(CloudUnderTest.access().authUrl() + "/auth/tokens");
        HttpRequest request = HttpRequest.newBuilder(keystone)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30))
                .header("X-Auth-Token", session.token().id())
                .header("X-Subject-Token", token)
                .DELETE()
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 204 && status != 404) throw new AssertionError("Keystone revokes no token: " + status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks Nova for a server and does not wait for it. */
    public String boot(String name, String flavor, String image, String host, Map<String, String> metadata) {
        Map<String, Object> wanted = Map.of(
                "name",
                name,
                "imageRef",
                ids(images, "/images").get(image),
                "flavorRef",
                ids(flavors, "/flavors").get(flavor),
                "networks",
                "none",
                "metadata",
                metadata,
                "host",
                host);
        ApiRequest request = ApiRequest.post(Service.NOVA, "/servers", Map.of("server", wanted))
                .at(BOOT);
        String id = session.ask(request, json -> Json.text(json.path("server"), "id"));
        booted.add(id);
        return id;
    }

    private Map<String, String> ids(Map<String, String> known, String path) {
        if (known.isEmpty()) {
            known.putAll(session.ask(
                    ApiRequest.get(Service.NOVA, path).at(new Microversion(2, 1)),
                    json -> Json.list(json.path(path.substring(1)), item -> item).stream()
                            .collect(Collectors.toMap(
                                    i -> Json.text(i, "name"), i -> Json.text(i, "id"), (a, b) -> a))));
        }
        return known;
    }

    public void lock(String server) {
        act(server, "lock");
    }

    private void act(String server, String action) {
        Map<String, Object> body = new HashMap<>();
        body.put(action, null);
        session.ask(ApiRequest.post(Service.NOVA, "/servers/" + server + "/action", body)
                .at(nova().microversion()));
    }

    public void disable(String host, String reason) {
        service(host, Map.of("status", "disabled", "disabled_reason", reason));
    }

    public void enable(String host) {
        service(host, Map.of("status", "enabled", "forced_down", false));
    }

    private void service(String host, Map<String, Object> change) {
        String id = nova().computeService(host).orElseThrow().id();
        ApiRequest put = new ApiRequest(
                Service.NOVA,
                org.openstack4j.core.transport.HttpMethod.PUT,
                "/os-services/" + id,
                Map.of(),
                Map.of(),
                java.util.Optional.of(Json.MAPPER.valueToTree(change).toString()));
        session.ask(put.at(FORCED_DOWN));
    }

    /** Asks for the deletion of all that were booted here; one that migrates is asked for again by the next call. */
    public List<String> clear() {
        List<String> left = new ArrayList<>();
        for (String id : booted) {
            try {
                session.ask(ApiRequest.delete(Service.NOVA, "/servers/" + id));
                left.add(id);
            } catch (CloudException.NotFound gone) {
                // as wanted
            } catch (CloudException.Conflict busy) {
                left.add(id);
            }
        }
        booted.retainAll(left);
        return left;
    }
}
