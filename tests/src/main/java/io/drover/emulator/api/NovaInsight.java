package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.EmulatedAction;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.Refusal;
import java.time.Duration;

/** What Nova tells of one server beyond its record: instance actions and diagnostics. */
final class NovaInsight {

    private static final int KIB_PER_MIB = 1024;

    private final EmulatedCloud cloud;

    NovaInsight(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    void route(Routes routes) {
        routes.on("GET /v2.1/servers/{server}/os-instance-actions", this::actions);
        routes.on("GET /v2.1/servers/{server}/os-instance-actions/{request}", this::action);
        routes.on("GET /v2.1/servers/{server}/diagnostics", this::diagnostics);
    }

    private EmulatedAnswer actions(Call call) {
        EmulatedServer server = NovaServers.find(cloud, call);
        return EmulatedAnswer.ok(
                JsonBody.list("instanceActions", server.actions(), action -> document(server, action, call)));
    }

    private EmulatedAnswer action(Call call) {
        EmulatedServer server = NovaServers.find(cloud, call);
        for (EmulatedAction action : server.actions()) {
            if (action.requestId().equals(call.parameter("request"))) {
                ObjectNode document = document(server, action, call);
                ArrayNode events = document.putArray("events");
                action.events().forEach(event -> events.add(document(server, event, call)));
                return EmulatedAnswer.ok(JsonBody.object().set("instanceAction", document));
            }
        }
        throw Refusal.notFound(
                "Action for request_id " + call.parameter("request") + " on instance " + server.id() + " not found");
    }

    private static ObjectNode document(EmulatedServer server, EmulatedAction action, Call call) {
        ObjectNode document = JsonBody.object().put("action", action.action()).put("instance_uuid", server.id());
        document.put("request_id", action.requestId()).put("user_id", Identity.USER_ID);
        document.put("project_id", server.projectId()).put("start_time", Stamp.row(action.started()));
        document.put("message", action.failed() ? "Error" : null);
        return call.since(58) ? document.put("updated_at", Stamp.row(action.updated())) : document;
    }

    private ObjectNode document(EmulatedServer server, EmulatedAction.Event event, Call call) {
        boolean failed = event.details() != null;
        ObjectNode document = JsonBody.object().put("event", event.name());
        document.put("start_time", Stamp.row(event.started())).put("finish_time", Stamp.row(event.finished()));
        document.put("result", failed ? "Error" : "Success");
        document.put("traceback", failed ? "  File \"nova\", in migrate\n    raise result\n" : null);
        if (call.since(62)) {
            Host host = cloud.fleet().host(event.host());
            String hostId =
                    host == null ? Identity.hostId(server.projectId(), event.host()) : host.hostId(server.projectId());
            document.put("host", event.host()).put("hostId", hostId);
        }
        return call.since(84) ? document.put("details", event.details()) : document;
    }

    private EmulatedAnswer diagnostics(Call call) {
        EmulatedServer server = NovaServers.find(cloud, call);
        if (!server.vmState().equals("active")) {
            throw Refusal.conflict("Cannot 'get_diagnostics' instance " + server.id() + " while it is in vm_state "
                    + server.vmState());
        }
        call.askHost();
        return EmulatedAnswer.ok(call.since(48) ? standard(server) : libvirt(server));
    }

    /** Before 2.48: whatever the driver says, libvirt's in KiB. */
    private ObjectNode libvirt(EmulatedServer server) {
        ObjectNode document = JsonBody.object();
        int vcpus = server.flavor().vcpus();
        for (int i = 0; i < vcpus; i++) {
            document.put("cpu" + i + "_time", server.cpuNanos(cloud.now()) / vcpus);
        }
        int memoryKib = server.flavor().memoryMb() * KIB_PER_MIB;
        document.put("memory", memoryKib).put("memory-actual", memoryKib);
        return document.put("memory-rss", (long) (server.memoryUsedMb() * KIB_PER_MIB));
    }

    private ObjectNode standard(EmulatedServer server) {
        int vcpus = server.flavor().vcpus();
        ObjectNode document = JsonBody.object().put("state", "running").put("driver", "libvirt");
        document.put("hypervisor", "kvm").put("hypervisor_os", "linux");
        document.put(
                "uptime", Duration.between(server.startedOnHost(), cloud.now()).toSeconds());
        document.put("config_drive", false)
                .put("num_cpus", vcpus)
                .put("num_nics", 0)
                .put("num_disks", 0);
        document.putArray("disk_details");
        ArrayNode cpus = document.putArray("cpu_details");
        long nanos = server.cpuNanos(cloud.now()) / vcpus;
        for (int i = 0; i < vcpus; i++) {
            cpus.addObject().put("id", i).put("time", nanos).putNull("utilisation");
        }
        document.putArray("nic_details");
        document.putObject("memory_details")
                .put("maximum", server.flavor().memoryMb())
                .put("used", (long) server.memoryUsedMb());
        return document;
    }
}
