package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.Refusal;
import java.time.Instant;
import java.util.List;

/** Nova's os-services: one nova-compute a host, and the two of the control plane. */
final class NovaServices {

    private static final int FORCED_DOWN = 11;
    private static final int UUIDS = 53;
    private static final String COMPUTE = "nova-compute";
    private static final String CONTROLLER = "controller";

    private final EmulatedCloud cloud;

    NovaServices(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    void route(Routes routes) {
        routes.on("GET /v2.1/os-services", this::list);
        routes.on("PUT /v2.1/os-services/{service}", this::change);
    }

    private EmulatedAnswer list(Call call) {
        ObjectNode document = JsonBody.object();
        ArrayNode services = document.putArray("services");
        if (call.selects("host", CONTROLLER)) {
            int id = 1000;
            for (String binary : List.of("nova-scheduler", "nova-conductor")) {
                if (call.selects("binary", binary)) {
                    services.add(control(binary, ++id, call));
                }
            }
        }
        if (call.selects("binary", COMPUTE)) {
            for (Host host : cloud.fleet().hosts()) {
                if (call.selects("host", host.name())) {
                    services.add(compute(host, call));
                }
            }
        }
        return EmulatedAnswer.ok(document);
    }

    /** By id from 2.53; before it the words enable, disable and force-down stand where the id does. */
    private EmulatedAnswer change(Call call) {
        JsonNode change = call.body();
        String word = call.parameter("service");
        Host host = call.since(UUIDS)
                ? cloud.fleet().hostById(word)
                : cloud.fleet().host(change.path("host").asText());
        if (host == null) {
            throw Refusal.notFound("Service " + word + " could not be found.");
        }
        String status = call.since(UUIDS) ? change.path("status").asText(null) : word;
        if (status != null && (status.startsWith("enable") || status.startsWith("disable"))) {
            String reason = change.path("disabled_reason").asText(null);
            cloud.setService(host.name(), status.startsWith("enable"), reason);
        }
        if (change.has("forced_down")) {
            cloud.setForcedDown(host.name(), change.get("forced_down").asBoolean());
        }
        return EmulatedAnswer.ok(JsonBody.object().set("service", compute(host, call)));
    }

    private ObjectNode compute(Host host, Call call) {
        ObjectNode document = service(COMPUTE, host.name(), call, host.serviceId(), host.number(), host.zone());
        document.put("status", host.enabled() ? "enabled" : "disabled").put("state", host.up() ? "up" : "down");
        document.put("updated_at", Stamp.row(host.lastReport(cloud.now())));
        document.put("disabled_reason", host.disabledReason());
        return call.since(FORCED_DOWN) ? document.put("forced_down", host.forcedDown()) : document;
    }

    private ObjectNode control(String binary, int number, Call call) {
        String uuid = Identity.uuid("service", binary);
        ObjectNode document = service(binary, CONTROLLER, call, uuid, number, "internal");
        document.put("status", "enabled").put("state", "up");
        Instant now = cloud.now();
        document.put("updated_at", Stamp.row(now)).putNull("disabled_reason");
        return call.since(FORCED_DOWN) ? document.put("forced_down", false) : document;
    }

    private static ObjectNode service(String binary, String host, Call call, String uuid, int number, String zone) {
        ObjectNode document = JsonBody.object().put("binary", binary).put("host", host);
        if (call.since(UUIDS)) {
            document.put("id", uuid);
        } else {
            document.put("id", number);
        }
        return document.put("zone", zone);
    }
}
