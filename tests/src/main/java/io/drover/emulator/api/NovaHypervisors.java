package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedResources;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Nova's os-hypervisors, which 2.28, 2.53 and 2.88 each made another thing. */
final class NovaHypervisors {

    private static final int OBJECT_CPU_INFO = 28;
    private static final int UUIDS = 53;
    private static final int SLIM = 88;

    private final EmulatedCloud cloud;
    private final Map<String, Stored> stored = new ConcurrentHashMap<>();

    private record Stored(Instant at, String text) {}

    NovaHypervisors(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    void route(Routes routes) {
        routes.on("GET /v2.1/os-hypervisors", call -> list(call, false));
        routes.on("GET /v2.1/os-hypervisors/detail", call -> list(call, true));
        routes.on("GET /v2.1/os-hypervisors/statistics", this::statistics);
        routes.on("GET /v2.1/os-hypervisors/{hypervisor}", this::show);
        routes.on("GET /v2.1/os-hypervisors/{hypervisor}/uptime", this::uptime);
        routes.on("GET /v2.1/os-hypervisors/{hypervisor}/servers", this::servers);
        routes.on("GET /v2.1/os-hypervisors/{hypervisor}/search", this::search);
    }

    private EmulatedAnswer list(Call call, boolean detailed) {
        String pattern = call.query("hypervisor_hostname_pattern");
        Page<Host> page = new Page<>(
                "hypervisors",
                "/v2.1/os-hypervisors" + (detailed ? "/detail" : ""),
                Host::providerId,
                host -> detailed ? detail(host, call) : withServers(brief(host, call), host, call));
        return EmulatedAnswer.ok(page.of(
                cloud.fleet().hosts(), host -> pattern == null || host.name().contains(pattern), call));
    }

    private EmulatedAnswer show(Call call) {
        return EmulatedAnswer.ok(JsonBody.object().set("hypervisor", detail(find(call), call)));
    }

    private EmulatedAnswer uptime(Call call) {
        gone(call, SLIM);
        Host host = find(call);
        if (!host.up()) {
            throw Refusal.badRequest("Compute service of " + host.name() + " is unavailable at this time.");
        }
        call.askHost();
        return EmulatedAnswer.ok(
                JsonBody.object().set("hypervisor", brief(host, call).put("uptime", uptime(host))));
    }

    private EmulatedAnswer servers(Call call) {
        gone(call, UUIDS);
        return EmulatedAnswer.ok(JsonBody.list("hypervisors", named(call), host -> {
            ObjectNode document = brief(host, call);
            document.set("servers", servers(host));
            return document;
        }));
    }

    private EmulatedAnswer search(Call call) {
        gone(call, UUIDS);
        return EmulatedAnswer.ok(JsonBody.list("hypervisors", named(call), host -> brief(host, call)));
    }

    private Collection<Host> named(Call call) {
        String pattern = call.parameter("hypervisor");
        Collection<Host> found = cloud.fleet().hosts().stream()
                .filter(host -> host.name().contains(pattern))
                .toList();
        if (found.isEmpty()) {
            throw Refusal.notFound("No hypervisor matching '" + pattern + "' could be found.");
        }
        return found;
    }

    private EmulatedAnswer statistics(Call call) {
        gone(call, SLIM);
        ObjectNode sum = JsonBody.object();
        cloud.fleet()
                .hosts()
                .forEach(host -> figures(host)
                        .properties()
                        .forEach(figure -> sum.put(
                                figure.getKey(),
                                sum.path(figure.getKey()).asInt()
                                        + figure.getValue().asInt())));
        ObjectNode statistics =
                JsonBody.object().put("count", cloud.fleet().hosts().size());
        statistics.setAll(sum);
        return EmulatedAnswer.ok(JsonBody.object().set("hypervisor_statistics", statistics));
    }

    private Host find(Call call) {
        String id = call.parameter("hypervisor");
        boolean uuid = id.length() == 36;
        if (call.since(UUIDS) && !uuid) {
            throw Refusal.badRequest("Invalid uuid " + id);
        }
        Host host = uuid == call.since(UUIDS) ? cloud.fleet().hostById(id) : null;
        if (host == null) {
            throw Refusal.notFound("Compute host " + id + " could not be found.");
        }
        return host;
    }

    private static void gone(Call call, int since) {
        if (call.since(since)) {
            throw Refusal.notFound("The resource could not be found.");
        }
    }

    private static ObjectNode brief(Host host, Call call) {
        ObjectNode document = JsonBody.object();
        if (call.since(UUIDS)) {
            document.put("id", host.providerId());
        } else {
            document.put("id", host.number());
        }
        document.put("hypervisor_hostname", host.name()).put("state", host.up() ? "up" : "down");
        return document.put("status", host.enabled() ? "enabled" : "disabled");
    }

    private ObjectNode detail(Host host, Call call) {
        ObjectNode document = brief(host, call);
        document.put("hypervisor_type", "QEMU")
                .put("hypervisor_version", 7_002_000)
                .put("host_ip", "127.0.0.1");
        ObjectNode service = document.putObject("service");
        if (call.since(UUIDS)) {
            service.put("id", host.serviceId());
        } else {
            service.put("id", host.number());
        }
        service.put("host", host.name()).put("disabled_reason", host.disabledReason());
        if (call.since(SLIM)) {
            document.put("uptime", host.up() ? stored(host) : null);
        } else {
            document.setAll(figures(host));
            if (call.since(OBJECT_CPU_INFO)) {
                document.set("cpu_info", cpuInfo(host));
            } else {
                document.put("cpu_info", cpuInfo(host).toString());
            }
        }
        return withServers(document, host, call);
    }

    private static ObjectNode withServers(ObjectNode document, Host host, Call call) {
        if (call.since(UUIDS) && "true".equalsIgnoreCase(call.query("with_servers"))) {
            document.set("servers", servers(host));
        }
        return document;
    }

    private static ArrayNode servers(Host host) {
        ArrayNode servers = JsonBody.array();
        for (EmulatedServer server : host.servers()) {
            servers.addObject().put("name", server.instanceName()).put("uuid", server.id());
        }
        return servers;
    }

    private static ObjectNode figures(Host host) {
        EmulatedResources total = host.total();
        EmulatedResources used = host.used();
        int memoryUsed = used.memoryMb() + host.reservedMemoryMb();
        ObjectNode figures = JsonBody.object()
                .put("vcpus", total.vcpus() - host.dedicatedCpus())
                .put("memory_mb", total.memoryMb());
        figures.put("local_gb", total.diskGb()).put("vcpus_used", used.vcpus()).put("memory_mb_used", memoryUsed);
        figures.put("local_gb_used", used.diskGb()).put("free_ram_mb", total.memoryMb() - memoryUsed);
        figures.put("free_disk_gb", total.diskGb() - used.diskGb()).put("current_workload", 0);
        return figures.put("running_vms", host.servers().size()).put("disk_available_least", total.diskGb());
    }

    private static ObjectNode cpuInfo(Host host) {
        ObjectNode info =
                JsonBody.object().put("arch", "x86_64").put("model", "Nehalem").put("vendor", "Intel");
        info.putArray("features").add("pge").add("clflush");
        info.putObject("topology").put("cores", host.pCpus()).put("threads", 1).put("sockets", 1);
        return info;
    }

    /** What the host wrote into its record when it last did so. */
    private String stored(Host host) {
        Stored last = stored.get(host.name());
        boolean young = last != null
                && cloud.now().isBefore(last.at().plus(cloud.settings().stored()));
        if (!young) {
            last = new Stored(cloud.now(), uptime(host));
            stored.put(host.name(), last);
        }
        return last.text();
    }

    /** As uptime(1) prints it, newline included. */
    private String uptime(Host host) {
        Duration up = host.uptime(cloud.now());
        int minutes = up.toMinutesPart();
        return " " + Stamp.clock(cloud.now()) + " up " + up.toDays() + " days,  " + up.toHoursPart()
                + (minutes < 10 ? ":0" : ":") + minutes + ",  1 user,  load average: " + host.loadAverage() + "\n";
    }
}
