package io.drover.openstack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The cloud that a contract is held against: OS_CLOUD (or the first) of the clouds.yaml that the property
 * {@code drover.clouds} or OS_CLIENT_CONFIG_FILE names. Any cloud with two compute hosts, a flavor and an image does.
 */
public final class CloudUnderTest implements ParameterResolver, AfterAllCallback {

    private static final Microversion OLDEST = new Microversion(2, 1);
    private static final Microversion BOOT = new Microversion(2, 74); // takes a host

    private final List<String> booted = new ArrayList<>();
    private Session session;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CloudUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (session == null) session = new Session(access(), InstantSource.system());
        return this;
    }

    public Session session() {
        return session;
    }

    public NovaClient nova() {
        return new NovaClient(session);
    }

    public PlacementClient placement() {
        return new PlacementClient(session);
    }

    public GnocchiClient gnocchi() {
        return new GnocchiClient(session);
    }

    /** Compute hosts that take servers, by name. */
    public List<String> hosts() {
        return nova().computeServices().stream()
                .filter(ComputeService::open)
                .map(ComputeService::host)
                .sorted()
                .toList();
    }

    /** A new server of the smallest flavor; it is gone after the last test. */
    public Server boot(String name, String host) throws InterruptedException {
        String image = first("/images", "images");
        String flavor = first("/flavors", "flavors");
        Map<String, Object> wanted =
                Map.of("name", name, "imageRef", image, "flavorRef", flavor, "networks", "none", "host", host);
        ApiRequest request = ApiRequest.post(Service.NOVA, "/servers", Map.of("server", wanted))
                .at(BOOT);
        String id = session.ask(request, json -> Json.text(json.path("server"), "id"));
        booted.add(id);
        return settled(id);
    }

    private String first(String path, String field) {
        ApiRequest request = ApiRequest.get(Service.NOVA, path).at(OLDEST);
        return session.ask(request, json -> Json.text(json.path(field).path(0), "id"));
    }

    /** The server when Nova does nothing to it any more. */
    public Server settled(String id) {
        return Awaitility.await("server " + id + " to settle")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> nova().server(id),
                        server ->
                                server.taskState().isEmpty() && !server.status().equals("BUILD"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (String id : booted) session.ask(ApiRequest.delete(Service.NOVA, "/servers/" + id));
    }

    /** As {@code clouds.yaml} has it, flat. */
    public static CloudAccess access() {
        Map<String, Map<String, Object>> clouds = clouds();
        return CloudAccess.of(flat(clouds.get(name(clouds))));
    }

    /** Its name in {@code clouds.yaml}. */
    public static String name() {
        return name(clouds());
    }

    private static String name(Map<String, Map<String, Object>> clouds) {
        return Optional.ofNullable(System.getenv("OS_CLOUD"))
                .orElseGet(() -> clouds.keySet().iterator().next());
    }

    private static Map<String, Map<String, Object>> clouds() {
        String file = Optional.ofNullable(System.getProperty("drover.clouds"))
                .or(() -> Optional.ofNullable(System.getenv("OS_CLIENT_CONFIG_FILE")))
                .orElseThrow(
                        () -> new AssertionError("name a clouds.yaml by -Ddrover.clouds or OS_CLIENT_CONFIG_FILE"));
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            Map<String, Map<String, Map<String, Object>>> yaml =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return yaml.get("clouds");
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    private static Map<String, String> flat(Map<?, ?> options) {
        Map<String, String> flat = new HashMap<>();
        options.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) flat.putAll(flat(inner));
            else flat.put(String.valueOf(key), String.valueOf(value));
        });
        return flat;
    }
}
