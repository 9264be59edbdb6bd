package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Refusal;
import java.util.Map;

/** Nova from 2.1 on: its version documents, its microversions and faults; the rest is in the Nova… classes. */
final class EmulatedNova implements EmulatedService {

    private static final String LEGACY_HEADER = "X-OpenStack-Nova-API-Version";

    private final EmulatedCloud cloud;
    private final Microversions versions;

    EmulatedNova(EmulatedCloud cloud) {
        this.cloud = cloud;
        this.versions = new Microversions("compute", 2, 1, cloud.release().novaMinor());
    }

    @Override
    public String prefix() {
        return "compute";
    }

    @Override
    public Routes routes() {
        Routes routes = new Routes().open("GET /", this::versions).open("GET /v2.1", this::version);
        new NovaServers(cloud).route(routes);
        new NovaActions(cloud).route(routes);
        new EmulatedMigrations(cloud).route(routes);
        new NovaHypervisors(cloud).route(routes);
        new NovaServices(cloud).route(routes);
        new NovaInventory(cloud).route(routes);
        new NovaInsight(cloud).route(routes);
        return routes;
    }

    @Override
    public void negotiate(Call call) {
        call.agreeOn(versions.requested(call.header(Microversions.HEADER), call.header(LEGACY_HEADER)));
    }

    @Override
    public Map<String, String> headers(Call call) {
        if (call.version() == 0) {
            return Map.of();
        }
        String version = versions.format(call.version());
        return Map.of(
                Microversions.HEADER,
                "compute " + version,
                LEGACY_HEADER,
                version,
                "Vary",
                Microversions.HEADER + ", " + LEGACY_HEADER,
                "x-compute-request-id",
                call.requestId());
    }

    @Override
    public ObjectNode fault(Refusal refusal, Call call) {
        String name = switch (refusal.status()) {
            case 400 -> "badRequest";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "itemNotFound";
            case 405 -> "badMethod";
            case 409 -> "conflictingRequest";
            case 413, 429 -> "overLimit";
            case 501 -> "notImplemented";
            case 503 -> "serviceUnavailable";
            default -> "computeFault";
        };
        ObjectNode fault = JsonBody.object();
        fault.putObject(name).put("code", refusal.status()).put("message", refusal.getMessage());
        return fault;
    }

    /** Below the root, and in none of its versions, Nova offers its versions whatever was asked. */
    @Override
    public EmulatedAnswer unrouted(Call call) {
        String first = call.segments().isEmpty() ? "" : call.segments().get(0);
        if (first.matches("v2(\\.\\d)?")) {
            throw Refusal.notFound("The resource could not be found.");
        }
        ObjectNode document = JsonBody.object();
        ObjectNode choice = document.putArray("choices").addObject().put("id", "v2.1");
        String path = String.join("/", call.segments());
        self(choice.put("status", "CURRENT"), call.serviceUrl() + "/v2.1/" + path);
        return EmulatedAnswer.of(300, document);
    }

    @Override
    public String faultType() {
        return "application/json; charset=UTF-8";
    }

    private EmulatedAnswer versions(Call call) {
        ObjectNode document = JsonBody.object();
        ArrayNode versions = document.putArray("versions");
        ObjectNode old = versions.addObject().put("id", "v2.0").put("status", "SUPPORTED");
        old.put("version", "").put("min_version", "").put("updated", "2011-01-21T11:33:21Z");
        self(old, call.serviceUrl() + "/v2/");
        versions.add(current(call));
        return EmulatedAnswer.ok(document);
    }

    private EmulatedAnswer version(Call call) {
        ObjectNode version = current(call);
        version.putArray("media-types")
                .addObject()
                .put("base", "application/json")
                .put("type", "application/vnd.openstack.compute+json;version=2.1");
        return EmulatedAnswer.ok(JsonBody.object().set("version", version));
    }

    private ObjectNode current(Call call) {
        ObjectNode version = JsonBody.object().put("id", "v2.1").put("status", "CURRENT");
        version.put("version", versions.format(versions.max())).put("min_version", versions.format(versions.min()));
        self(version.put("updated", "2013-07-23T11:33:21Z"), call.serviceUrl() + "/v2.1/");
        return version;
    }

    private static void self(ObjectNode document, String url) {
        document.putArray("links").addObject().put("rel", "self").put("href", url);
    }
}
