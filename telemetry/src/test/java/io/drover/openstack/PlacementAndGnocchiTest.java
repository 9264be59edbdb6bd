package io.drover.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.drover.openstack.StubCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Resources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacementAndGnocchiTest {

    private static final String PM1 = "/placement/resource_providers/pm1-id";
    private static final Instant SINCE = Instant.parse("2026-11-22T11:00:00Z");

    private final StubCloud cloud = new StubCloud();
    private final Session session = cloud.session(InstantSource.fixed(SINCE));
    private final PlacementClient placement = new PlacementClient(session);
    private final GnocchiClient gnocchi = new GnocchiClient(session);

    @AfterAll
    void close() {
        cloud.close();
    }

    private void recorded(String path, String sample) {
        cloud.answersAny(path, Recorded.body(sample).toString());
    }

    @Test
    void aProviderHasInventoriesUsagesAndAllocations() {
        recorded(PM1 + "/inventories", "placement-inventories");
        recorded(PM1 + "/usages", "placement-usages");
        recorded(PM1 + "/allocations", "placement-allocations");
        assertThat(placement.inventories("pm1-id").get("MEMORY_MB"))
                .isEqualTo(new PlacementClient.Inventory(8192, 512, 1.0));
        assertThat(placement.inventories("pm1-id").get("VCPU").capacity()).isEqualTo(32);
        assertThat(placement.usages("pm1-id")).isEqualTo(Resources.of(6, 2560, 3));
        assertThat(placement.allocations("pm1-id").values().stream().reduce(Resources.NONE, Resources::plus))
                .isEqualTo(placement.usages("pm1-id"));
    }

    @Test
    void measuresOfManyServersComeInOneAnswer() {
        cloud.server().stubFor(post(urlPathEqualTo("/gnocchi/v1/aggregates")).willReturn(json("""
                                        {"measures": {
                                          "a": {"cpu": {"rate:mean": [["2026-11-22T11:28:40+00:00", 10.0, 8008093828.0]]}},
                                          "b": {"cpu": {"rate:mean": [["2026-11-22T11:28:40+00:00", 10.0, NaN],
                                                                      ["2026-11-22T11:28:50+00:00", 10.0, -5.0]]}}}}
                                        """)));
        var measures = gnocchi.serverMeasures(List.of("a", "b", "c"), "cpu", "rate:mean", SINCE);
        Instant at = Instant.parse("2026-11-22T11:28:40Z");
        assertThat(measures.get("a")).containsExactly(new GnocchiMeasure(at, Duration.ofSeconds(10), 8008093828.0));
        assertThat(measures.get("b")).extracting(GnocchiMeasure::value).containsExactly(-5.0);
        assertThat(measures).doesNotContainKey("c");
        cloud.server()
                .verify(postRequestedFor(urlPathEqualTo("/gnocchi/v1/aggregates"))
                        .withRequestBody(equalToJson("""
                                        {"operations": ["metric", "cpu", "rate:mean"], "resource_type": "instance",
                                         "search": {"in": {"id": ["a", "b", "c"]}}}
                                        """)));
    }

    /** In the words of Gnocchi 4.4 and 4.6. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"cause\": \"Metrics not found\", \"detail\": [\"cpu\"]}",
                "404 | \"Metric ['cpu'] does not exist\""
            },
            quoteCharacter = '`')
    void noMetricAtAllIsNoMeasure(int status, String description) {
        cloud.server()
                .stubFor(post(urlPathEqualTo("/gnocchi/v1/aggregates"))
                        .willReturn(json("{\"code\": " + status + ", \"description\": " + description + "}")
                                .withStatus(status)));
        assertThat(gnocchi.serverMeasures(List.of("c"), "cpu", "rate:mean", SINCE))
                .isEmpty();
    }

    @Test
    void measuresOfOneResource() {
        recorded("/gnocchi/v1/resource/instance/c/metric/cpu/measures", "gnocchi-measures-cpu-rate");
        assertThat(gnocchi.measures("instance", "c", "cpu", "rate:mean", SINCE))
                .hasSize(10)
                .first()
                .extracting(GnocchiMeasure::value)
                .isEqualTo(8008093828.0);
    }
}
