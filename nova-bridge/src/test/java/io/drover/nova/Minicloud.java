package io.drover.nova;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.openstack.CloudAccess;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.yaml.snakeyaml.Yaml;

/**
 * A real OpenStack with imagined guests, whose state directory {@code MINICLOUD_STATE} names. What a test makes here
 * it removes with {@link #clean}.
 */
final class Minicloud {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "nova-";

    private final Path state;
    private final Session session;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> servers = new ArrayList<>();
    private final String nova = "http://127.0.0.1:8774/v2.1";

    Minicloud() throws IOException {
        String directory = System.getenv("MINICLOUD_STATE");
        if (directory == null) throw new IllegalStateException("MINICLOUD_STATE must name minicloud's state directory");
        this.state = Path.of(directory);
        this.session = session(Map.of());
    }

    NovaClient client() {
        return new NovaClient(session);
    }

    /** With these options instead of the cloud's own. */
    Session session(Map<String, String> instead) throws IOException {
        Map<String, Object> clouds = new Yaml().load(Files.readString(state.resolve("clouds.yaml")));
        Map<?, ?> cloud = (Map<?, ?>)
                ((Map<?, ?>) clouds.get("clouds")).values().iterator().next();
        Map<String, String> options = new HashMap<>();
        flatten(cloud, options);
        options.putAll(instead);
        CloudAccess access = CloudAccess.of(options).withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20));
        return new Session(access, InstantSource.system());
    }

    private static void flatten(Map<?, ?> from, Map<String, String> to) {
        from.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) flatten(nested, to);
            else to.put(name.toString(), value.toString());
        });
    }

    /** Boots one and waits until it is active. */
    String server(String name, String host) throws Exception {
        JsonNode images = send("GET", "http://127.0.0.1:9292/v2/images?name=tiny", null);
        ObjectNode body = JSON.createObjectNode();
        body.putObject("server")
                .put("name", PREFIX + name)
                .put("flavorRef", "1")
                .put("imageRef", images.path("images").path(0).path("id").asText())
                .put("networks", "none")
                .put("host", host);
        String id =
                send("POST", nova + "/servers", body).path("server").path("id").asText();
        servers.add(id);
        for (int second = 0; second < 60; second++) {
            String status = shown(id).path("status").asText();
            if (status.equals("ACTIVE")) return id;
            if (status.equals("ERROR")) break;
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IllegalStateException("server " + id + " did not become active");
    }

    String hostOf(String server) throws Exception {
        return shown(server).path("OS-EXT-SRV-ATTR:host").asText();
    }

    void load(String server, double dirtyMbPerSecond) throws IOException {
        ObjectNode load = JSON.createObjectNode().put("cpu", 0.1).put("dirty_mb_per_s", dirtyMbPerSecond);
        replace(state.resolve("load").resolve(server + ".json"), load);
    }

    /**
     * @param kind {@code fail} or {@code fail_check}
     */
    void script(String kind, String server, String reason) throws IOException {
        change(kind, node -> node.put(server, reason));
    }

    void disable(String host) throws Exception {
        service(host, JSON.createObjectNode().put("status", "disabled").put("disabled_reason", "nova-test"));
    }

    void enable(String host) throws Exception {
        service(host, JSON.createObjectNode().put("status", "enabled"));
    }

    void clean() throws Exception {
        for (String server : servers) {
            send("DELETE", nova + "/servers/" + server, null);
            change("fail", node -> node.remove(server));
            change("fail_check", node -> node.remove(server));
            Files.deleteIfExists(state.resolve("load").resolve(server + ".json"));
        }
    }

    private JsonNode shown(String server) throws Exception {
        return send("GET", nova + "/servers/" + server, null).path("server");
    }

    private void service(String host, ObjectNode change) throws Exception {
        String id = client().computeService(host).orElseThrow().id();
        send("PUT", nova + "/os-services/" + id, change);
    }

    /** Others script their servers in the same file. */
    private void change(String kind, Consumer<ObjectNode> edit) throws IOException {
        Path file = state.resolve("migration.json");
        ObjectNode all = Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
        edit.accept(all.withObject("/" + kind));
        replace(file, all);
    }

    private static void replace(Path file, ObjectNode content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".nova-draft");
        Files.write(draft, JSON.writeValueAsBytes(content));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private JsonNode send(String method, String url, JsonNode body) throws Exception {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30))
                .header("X-Auth-Token", session.token().id())
                .header("OpenStack-API-Version", "compute 2.92")
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + url + ": " + response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
    }
}
