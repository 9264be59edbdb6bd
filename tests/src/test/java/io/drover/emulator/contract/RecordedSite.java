package io.drover.emulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.CloudSettings;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.emulator.cloud.Release;
import io.drover.emulator.cloud.Topology;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The site that the samples were recorded at, emulated: four hosts, six servers, its own ids where they are fixed. */
final class RecordedSite implements AutoCloseable {

    static final String VM_1 = "c1586339-a7bf-44a3-99ea-38caa88fd7d5";
    static final String VM_2 = "752c5b66-59b2-498e-b5db-b7fa003237f1";
    static final String VM_4 = "7a74fabb-1249-4c80-a19d-5ac67e2ec8db";
    static final String VM_6 = "520536c1-c5e7-4c07-a0f0-44355be96649";

    private static final Map<String, String> SERVICES =
            Map.of("8774", "/compute", "8778", "/placement", "8041", "/metric", "5000", "/identity");

    final SettableClock clock = new SettableClock();
    final Release release;
    final EmulatedCloud cloud;
    final OpenStackEmulator emulator;
    final Client client;
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** Migrations take the same time in either release, so that one story does for both. */
    private static EmulatedCloud cloud(Release release, SettableClock clock) {
        return Topology.on(clock)
                .settings(CloudSettings.defaults()
                        .withRelease(release)
                        .withPace(Release.ZED.pace())
                        .withBandwidthMbS(40)
                        .withWarmUp(Duration.ofMinutes(10)))
                .hosts(4, host -> host.memoryMb(8192).diskGb(200))
                .server(
                        "vm-1",
                        "pm1",
                        server -> server.id(VM_1).flavor("m1.tiny").load(0.8))
                .server("vm-2", "pm2", server -> server.id(VM_2).flavor("m1.tiny"))
                .server(
                        "vm-3",
                        "pm1",
                        server -> server.id("1b7b9e92-ae15-440a-a2e6-46ffb9560cba")
                                .flavor("m1.tiny"))
                .server("vm-4", "pm2", server -> server.id(VM_4).flavor("m1.tiny"))
                .server(
                        "vm-5",
                        "pm1",
                        server -> server.id("fac99a77-e5f5-4048-9420-909b0c438b10")
                                .flavor("m1.big"))
                .server("vm-6", "pm2", server -> server.id(VM_6).flavor("m1.tiny"))
                .build();
    }

    RecordedSite(Release release) {
        this.release = release;
        this.cloud = cloud(release, clock);
        this.emulator = OpenStackEmulator.start(cloud, clock);
        this.client = new Client(emulator);
        Map.of("a8ef244e-e1d6-4cb0-ac16-ba09be5c1238", "pm1", "2220c546-8cf1-4f50-86f8-148708737086", "pm2")
                .forEach((id, host) -> ids.put(id, providerId(host)));
        Map.of("a59dd39c-4bed-403f-a5fe-b8552b11aa81", "pm3", "c8d7562a-6f55-402e-ab33-cf0d6ceb560e", "pm4")
                .forEach((id, host) -> ids.put(id, providerId(host)));
        ids.put(
                "ae8ed31e-dd8b-4624-8031-c6249e1309f5",
                cloud.inside(() -> cloud.fleet().host("pm4").serviceId()));
        JsonNode metrics =
                client.json("GET", "/metric/v1/resource/instance/" + VM_1).get("metrics");
        ids.put("6eb0ffb0-f1a1-4dea-8f1a-4e5a7880bd88", metrics.get("cpu").asText());
        ids.put(
                "0bf46277-d65f-45f2-8b39-43fb58def6a2",
                metrics.get("memory.usage").asText());
    }

    void migrate(String server, String host, double thenSeconds) {
        cloud.migrate(server, host);
        clock.passSeconds(thenSeconds);
        EmulatedMigration latest = cloud.inside(
                () -> cloud.fleet().server(server).migrations().iterator().next());
        ids.put("/migrations/10", "/migrations/" + latest.id());
        ids.put("/migrations/11", "/migrations/" + latest.id());
        String request = cloud.inside(
                () -> cloud.fleet().server(server).actions().iterator().next().requestId());
        ids.put("req-0353e273-5217-4e27-94c2-c93a98d43e51", request);
        ids.put("req-64cfb0e5-bd78-434a-8f60-0bd723d24884", request);
    }

    /** Sends what was recorded, with the ids that are different here. */
    HttpResponse<String> replay(Sample sample) {
        String url = sample.url();
        String path = SERVICES.get(url.substring(0, 4)) + url.substring(4);
        String body = sample.requestBody();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace(id.getKey(), id.getValue());
        }
        if (body != null) {
            body = body.replace("minicloud", emulator.credentials().password());
        }
        return client.send(sample.method(), path, sample.requestHeaders(), body);
    }

    @Override
    public void close() {
        emulator.close();
    }

    private String providerId(String host) {
        return cloud.inside(() -> cloud.fleet().host(host).providerId());
    }
}
