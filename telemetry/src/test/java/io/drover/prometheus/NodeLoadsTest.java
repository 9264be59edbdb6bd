package io.drover.prometheus;

import static io.drover.prometheus.StubPrometheus.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host's load, from what node exporters tell and from what they leave out. */
class NodeLoadsTest {

    private static final String NODE = "instance=10.0.0.5:9100,job=node";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final double SCRAPED = 1_799_999_993.5;

    private final StubPrometheus prometheus = new StubPrometheus();

    @AfterEach
    void stop() {
        prometheus.close();
    }

    private NodeLoads loads(String host, PrometheusSettings settings) {
        PrometheusClient client = prometheus.client();
        return new NodeLoads(client, new HostLabelFinder(client, host, settings.hostLabel()), settings);
    }

    private NodeLoads loads() {
        return loads("pm1", prometheus.settings());
    }

    private void known() {
        prometheus.answers("node_uname_info", element("__name__=node_uname_info,nodename=pm1," + NODE, 0, "1"));
    }

    private static String part(String name, String value) {
        return element("drover=" + name + "," + NODE, 1_800_000_000, value);
    }

    private void tells(String... parts) {
        prometheus.answers("node_schedstat_running", parts);
    }

    private static List<String> scheduler(String running, String waiting) {
        return new ArrayList<>(
                List.of(part("running", running), part("waiting", waiting), part("tasks_at", "" + SCRAPED)));
    }

    private void assertNone(NodeLoads loads, String why) {
        assertThatThrownBy(() -> loads.sample(NOW))
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining(why);
    }

    @Test
    void tasksThatRunOrWaitAreTheLoadAndTheScrapeItsTime() {
        known();
        List<String> parts = scheduler("5.25", "1.5");
        parts.addAll(List.of(
                part("busy", "4"),
                part("busy_at", "" + SCRAPED),
                part("pressure_cpu", "0.3"),
                part("pressure_memory", "0.01"),
                part("pressure_io", "0.02"),
                part("MemTotal", "16000000000"),
                part("MemAvailable", "6000000000")));
        tells(parts.toArray(String[]::new));
        NodeSample sample = loads().sample(NOW);
        assertThat(sample.load()).isEqualTo(6.75);
        assertThat(sample.at()).isEqualTo(Instant.ofEpochMilli(1_799_999_993_500L));
        assertThat(sample.memory().total()).hasValue(16_000_000_000L);
        assertThat(sample.memory().used()).hasValue(10_000_000_000L);
        assertThat(sample.pressure().cpu()).hasValue(0.3);
        assertThat(sample.pressure().memory()).hasValue(0.01);
        assertThat(sample.pressure().io()).hasValue(0.02);
    }

    @Test
    void aRoundIsOneQuestion() {
        known();
        tells(scheduler("1", "0").toArray(String[]::new));
        NodeLoads loads = loads();
        for (int round = 0; round < 10; round++) loads.sample(NOW.plusSeconds(10L * round));
        assertThat(prometheus.queries())
                .hasSize(11)
                .filteredOn(query -> query.contains("uname"))
                .hasSize(1);
        assertThat(prometheus.queries().get(1))
                .contains("irate(node_schedstat_waiting_seconds_total{instance=\"10.0.0.5:9100\"}[120s])");
    }

    @Test
    void withoutTheSchedulerTheLoadIsBusyCpusAndPressure() {
        known();
        tells(part("busy", "3.5"), part("busy_at", "" + SCRAPED), part("pressure_cpu", "0.25"));
        assertThat(loads().sample(NOW).load()).isCloseTo(3.75, within(1e-9));
        tells(part("busy", "3.5"), part("busy_at", "" + SCRAPED));
        NodeSample bare = loads().sample(NOW);
        assertThat(bare.load()).isEqualTo(3.5);
        assertThat(bare.pressure().cpu()).isEmpty();
        assertThat(bare.memory().total()).isEmpty();
    }

    @Test
    void whatIsNotANumberIsUnknownAndNeverZero() {
        known();
        for (String value : List.of("NaN", "+Inf", "-Inf", "")) {
            tells(scheduler("1", value).toArray(String[]::new));
            assertNone(loads(), "Prometheus has no CPU time of host pm1 with {instance=\"10.0.0.5:9100\"}");
        }
        tells();
        assertNone(loads(), "Prometheus has no CPU time of host pm1");
        tells(part("running", "1"), part("waiting", "1")); // the target is gone: no sample is its newest
        assertNone(loads(), "Prometheus has no CPU time of host pm1");
    }

    @Test
    void aPartialAnswerIsNoLoad() {
        known();
        prometheus.answersWith(
                "node_schedstat_running",
                ",\"warnings\":[\"PromQL info: a remark\",\"store at 10.0.0.9 did not answer\"]",
                scheduler("1", "0").toArray(String[]::new));
        assertNone(loads(), "Prometheus answered only in part: store at 10.0.0.9 did not answer");
        prometheus.answersWith(
                "node_schedstat_running",
                ",\"warnings\":[\"PromQL info: a remark\"],\"infos\":[\"PromQL info: another\"]",
                scheduler("1", "0").toArray(String[]::new));
        assertThat(loads().sample(NOW).load()).isEqualTo(1);
    }

    @Test
    void ofTwoJobsTheNewerScrapeCounts() {
        known();
        String other = "instance=10.0.0.5:9100,job=second";
        List<String> parts = scheduler("1", "0");
        parts.add(element("drover=running," + other, 0, "2"));
        parts.add(element("drover=waiting," + other, 0, "0"));
        parts.add(element("drover=tasks_at," + other, 0, "1799999999"));
        tells(parts.toArray(String[]::new));
        assertThat(loads().sample(NOW).load()).isEqualTo(2);
    }

    @Test
    void aLabelThatNamesTheHostIsFoundWithAndWithoutDomainAndPort() {
        for (String[] each : new String[][] {
            {"pm1", "fqdn=pm1.example.org", "{fqdn=\"pm1.example.org\"}"},
            {"pm1.example.org", "host=pm1", "{host=\"pm1\"}"},
            {"pm1", "instance=PM1:9100", "{instance=\"PM1:9100\"}"},
            {"10.0.0.5", "instance=10.0.0.5:9100", "{instance=\"10.0.0.5:9100\"}"}
        }) {
            prometheus.answers("node_uname_info", element("__name__=node_load1," + each[1], 0, "1"));
            assertNone(loads(each[0], prometheus.settings()), "with " + each[2]);
        }
        prometheus.answers(
                "node_uname_info",
                element("__name__=node_load1,hostname=pm1.site-b,instance=10.1.0.5:9100", 0, "1"),
                element("__name__=node_load1,hostname=pm1,instance=10.0.0.5:9100", 0, "1"));
        assertNone(loads(), "with {hostname=\"pm1\"}");
    }

    @Test
    void aHostThatNobodyOrMoreThanOneMayBeIsToldOnce() {
        assertNone(loads(), "no series of a node exporter with a label that names host pm1");
        assertNone(
                loads("pm1", prometheus.settings(Optional.of("node"), Optional.empty(), Optional.empty())),
                "no series of a node exporter whose node is pm1");
        prometheus.answers(
                "node_uname_info",
                element("__name__=node_uname_info,nodename=pm1.site-a,instance=10.0.0.5:9100", 0, "1"),
                element("__name__=node_uname_info,nodename=pm1.site-b,instance=10.1.0.5:9100", 0, "1"));
        NodeLoads loads = loads();
        assertNone(loads, "several machines that may be host pm1: 10.0.0.5, 10.1.0.5; set host_label");
        prometheus.server().resetRequests();
        assertNone(loads, "several machines");
        assertThat(prometheus.queries()).as("within a minute").isEmpty();
    }

    @Test
    void aDomainOfAnotherSiteIsAnotherHost() {
        prometheus.answers("node_uname_info", element("__name__=node_load1,fqdn=pm1.site-b,instance=a:1", 0, "1"));
        assertNone(loads("pm1.site-a", prometheus.settings()), "no series of a node exporter");
    }

    @Test
    void anOwnQueryTakesTheHostAndTheWindow() {
        prometheus.answers("my_load", element("instance=x", 1_800_000_000, "2.5"));
        NodeLoads loads = loads(
                "pm\"1",
                prometheus.settings(
                        Optional.empty(), Optional.of("my_load{h=\"{host}\"}[{window}]"), Optional.empty()));
        NodeSample sample = loads.sample(NOW);
        assertThat(sample.load()).isEqualTo(2.5);
        assertThat(sample.at()).isEqualTo(NOW);
        assertThat(prometheus.queries()).containsExactly("my_load{h=\"pm\\\"1\"}[120s]");
        prometheus.answers("my_load", element("instance=x", 0, "2.5"), element("instance=y", 0, "2.5"));
        assertNone(loads, "host_query yields 2 numbers for host pm\"1, not one");
    }

    @Test
    void anOwnQueryMayYieldAScalarOrARange() {
        PrometheusSettings settings = prometheus.settings(Optional.empty(), Optional.of("my_load"), Optional.empty());
        prometheus.stub(
                "my_load",
                StubPrometheus.json(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1800000000,\"3\"]}}"));
        assertThat(loads("pm1", settings).sample(NOW).load()).isEqualTo(3);
        prometheus.answers("my_load", StubPrometheus.range("a=b", "1799999960 1 1799999990 4"));
        NodeSample newest = loads("pm1", settings).sample(NOW);
        assertThat(newest.load()).isEqualTo(4);
        assertThat(Duration.between(newest.at(), NOW)).isEqualTo(Duration.ofSeconds(10));
        prometheus.stub(
                "my_load",
                StubPrometheus.json(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"x\"]}}"));
        assertNone(loads("pm1", settings), "the query must yield numbers");
    }
}
