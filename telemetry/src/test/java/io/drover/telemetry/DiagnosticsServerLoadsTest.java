package io.drover.telemetry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Recorded;
import io.drover.openstack.Server;
import io.drover.openstack.StubCloud;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Nova that takes its time for each server, as those do that wait for a host's answer. */
class DiagnosticsServerLoadsTest {

    private static final String DIAGNOSTICS = "/nova/v2.1/servers/[^/]+/diagnostics";
    private static final int SERVERS = 2 * DiagnosticsServerLoads.AT_ONCE;

    private final StubCloud cloud = new StubCloud();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CyclicBarrier together = new CyclicBarrier(DiagnosticsServerLoads.AT_ONCE);
    private Instant now = Instant.parse("2026-11-22T11:29:30Z");
    private NovaClient nova;
    private List<Server> servers;

    @BeforeEach
    void boot() {
        JsonNode pattern = Recorded.body("servers-detail-2.92").path("servers").get(0);
        String all = IntStream.range(0, SERVERS)
                .mapToObj(i ->
                        ((ObjectNode) pattern.deepCopy()).put("id", "s" + i).toString())
                .collect(Collectors.joining(","));
        cloud.answersAny("/nova/v2.1/servers/detail", "{\"servers\": [" + all + "]}");
        nova = new NovaClient(cloud.session(() -> now));
        servers = nova.servers("pm1");
        assertThat(servers).hasSize(SERVERS);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private void tells(long nanos) {
        cloud.server()
                .stubFor(get(urlPathMatching(DIAGNOSTICS))
                        .willReturn(StubCloud.json("{\"cpu_details\": [{\"id\": 0, \"time\": " + nanos + "}]}")));
    }

    /** Answers nobody before as many have asked as may at once. */
    private void hold(Request request, Response response) {
        if (!request.getUrl().endsWith("/diagnostics")) return;
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("they did not ask together", e);
        } finally {
            open.decrementAndGet();
        }
    }

    @Test
    void aFewAreAskedForAtOnceAndNotMore() {
        cloud.server().addMockServiceRequestListener(this::hold);
        DiagnosticsServerLoads loads = new DiagnosticsServerLoads(nova, () -> now);
        tells(1_000_000_000L);
        assertThat(loads.of(servers, now)).isEmpty();
        tells(6_000_000_000L);
        now = now.plusSeconds(10);
        var known = loads.of(servers, now);
        assertThat(loads.problem()).isEmpty();
        assertThat(known).hasSize(SERVERS);
        assertThat(known.values()).extracting(Reading::value).containsOnly(0.5);
        assertThat(most).hasValue(DiagnosticsServerLoads.AT_ONCE);
    }

    @Test
    void whatNovaRefusesIsAProblem() {
        cloud.server()
                .stubFor(
                        get(urlPathMatching(DIAGNOSTICS)).willReturn(aResponse().withStatus(403)));
        DiagnosticsServerLoads loads = new DiagnosticsServerLoads(nova, () -> now);
        assertThat(loads.of(servers, now)).isEmpty();
        assertThat(loads.problem().orElseThrow()).contains("403");
    }

    @Test
    void oneThatMovedMeanwhileTakesNoOthersLoad() {
        DiagnosticsServerLoads loads = new DiagnosticsServerLoads(nova, () -> now);
        tells(1_000_000_000L);
        loads.of(servers, now);
        tells(6_000_000_000L);
        cloud.server()
                .stubFor(get("/nova/v2.1/servers/s3/diagnostics")
                        .willReturn(aResponse().withStatus(404)));
        now = now.plusSeconds(10);
        assertThat(loads.of(servers, now)).hasSize(SERVERS - 1).doesNotContainKey("s3");
        assertThat(loads.problem()).isEmpty();
    }
}
