package io.drover.prometheus;

import static io.drover.prometheus.StubPrometheus.element;
import static io.drover.prometheus.StubPrometheus.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers' loads from each exporter's series, with all that happens to a counter. Seconds are counted from 0. */
class ServerRatesTest {

    private static final Instant NOW = Instant.ofEpochSecond(600);
    private static final String DISCOVERY = "or {__name__=~\"ceilometer_cpu\"";
    private static final String CEILOMETER = "ceilometer_cpu{resource";
    private static final String CEILOMETER_B = "__name__=ceilometer_cpu,resource=b,vm_instance=";

    private final StubPrometheus prometheus = new StubPrometheus();
    private ServerRates rates = rates(prometheus.settings());

    @AfterEach
    void stop() {
        prometheus.close();
    }

    private ServerRates rates(PrometheusSettings settings) {
        PrometheusClient client = prometheus.client();
        return new ServerRates(
                client, new HostLabelFinder(client, "pm1", Optional.empty()), settings, Duration.ofSeconds(1800));
    }

    private SortedMap<String, ServerRate> seen() {
        return rates.of(new TreeMap<>(Map.of("a", 1, "b", 2)), NOW);
    }

    private void ceilometer(String... series) {
        prometheus.answers(DISCOVERY, element("__name__=ceilometer_cpu,resource=a", 0, "1"));
        prometheus.answers(CEILOMETER, series);
    }

    private static String a(String points) {
        return range("__name__=ceilometer_cpu,resource=a,vm_instance=0f3c", points);
    }

    private void assertLoad(String server, double cpus, int at) {
        assertThat(seen()).containsKey(server);
        assertThat(seen().get(server).cpus()).isCloseTo(cpus, within(1e-9));
        assertThat(seen().get(server).at()).isEqualTo(Instant.ofEpochSecond(at));
    }

    @Test
    void betweenTwoPollsTheExporterRepeatsItself() {
        ceilometer(a("0 1e9 15 1e9 30 31e9 45 31e9 60 31e9 330 181e9 345 181e9 360 181e9"));
        assertLoad("a", 150.0 / 300, 330);
        assertThat(rates.live()).isFalse();
        assertThat(prometheus.queries()).contains("ceilometer_cpu{resource=~\"a|b\"}[1800s]");
    }

    @Test
    void aPollWhoseBeginningNobodySawHasNoRate() {
        ceilometer(a("0 1e9 15 1e9 30 31e9 45 31e9"));
        assertThat(seen()).isEmpty();
    }

    @Test
    void aCounterThatStandsStillIsUnknownAndNotZero() {
        ceilometer(a("0 5e9 15 5e9 30 5e9"));
        assertThat(seen()).isEmpty();
    }

    @Test
    void aCounterThatBeginsAnewKeepsTheLastRateOfBefore() {
        ceilometer(a("0 1e9 30 31e9 60 46e9 90 2e9"));
        assertLoad("a", 0.5, 60);
        ceilometer(a("0 1e9 30 31e9 60 46e9 90 2e9 120 29e9"));
        assertLoad("a", 0.9, 120);
    }

    @Test
    void aGapIsOneLongInterval() {
        ceilometer(a("0 1e9 30 31e9 330 61e9"));
        assertLoad("a", 0.1, 330);
    }

    @Test
    void whatNoServerCanUseIsRefused() {
        ceilometer(a("0 1e9 30 31e9 60 60e9 90 9000e9"));
        assertLoad("a", 29.0 / 30, 60);
        ceilometer(a("0 1e9 30 31e9 60 76e9"));
        assertLoad("a", 1, 60); // QEMU's own threads: no more than its vCPUs
        ceilometer(a("0 1e9 30 31e9 60 NaN 90 +Inf"));
        assertThat(seen()).isEmpty();
    }

    @Test
    void whereTwoHostsTellOfAServerThisOneCounts() {
        prometheus.answers(
                "node_uname_info", element("__name__=node_uname_info,nodename=pm1,instance=10.0.0.5:9100", 0, "1"));
        String here = range(CEILOMETER_B + "x,instance=10.0.0.5:9101", "0 1e9 30 2e9 60 47e9 90 92e9");
        String there = range(CEILOMETER_B + "y,instance=10.0.0.6:9101", "0 1e9 30 2e9 60 3e9 91 4e9");
        ceilometer(there, here);
        assertLoad("b", 1.5, 90);
        ceilometer(
                range(CEILOMETER_B + "pm1,instance=c", "0 1e9 30 2e9 60 47e9 90 92e9"),
                range(CEILOMETER_B + "pm2,instance=c", "0 1e9 30 2e9 60 3e9 91 4e9"));
        assertLoad("b", 1.5, 90);
    }

    @Test
    void whereNobodyTellsWhichHostASeriesIsOfTheyMustAgree() {
        String one = range(CEILOMETER_B + "x", "0 1e9 30 2e9 60 47e9 90 92e9");
        ceilometer(one, range(CEILOMETER_B + "y", "0 1e9 30 2e9 60 3e9 91 4e9"));
        assertThat(seen()).as("they contradict each other").isEmpty();
        ceilometer(one, range(CEILOMETER_B + "y", "0 1e9 31 2e9 61 46e9 91 91e9"));
        assertLoad("b", 1.5, 91);
        ceilometer(one, range(CEILOMETER_B + "y", "0 8e9 10 9e9 20 19e9"));
        assertLoad("b", 1.5, 90); // the other has ended
        ceilometer(one, range(CEILOMETER_B + "y", "85 1e9"));
        assertThat(seen()).as("the other has only begun").isEmpty();
    }

    @Test
    void aPublishersServerIsAsOldAsItsPush() {
        String group = ",job=ceilometer,resource_id=a";
        prometheus.answers(DISCOVERY, element("__name__=cpu" + group, 0, "1"));
        prometheus.answers(
                "cpu|push_time_seconds",
                range(
                        "__name__=cpu,user_id=u,project_id=p" + group,
                        "300 1e9 315 1e9 330 151e9 345 151e9 630 271e9 645 271e9"),
                range(
                        "__name__=push_time_seconds" + group,
                        "300 20.5 315 20.5 330 320.5 345 320.5 630 620.5 645 620.5"),
                range("__name__=push_time_seconds,job=ceilometer,resource_id=b", "300 299 315 299 390 389"));
        assertThat(seen().get("a").at()).isEqualTo(Instant.ofEpochMilli(620_500));
        assertThat(seen().get("a").cpus()).isCloseTo(0.4, within(1e-9));
        assertThat(prometheus.queries())
                .contains("{__name__=~\"cpu|push_time_seconds\",job=\"ceilometer\","
                        + "instance=\"\",resource_id=~\"a|b|\"}[1800s]");
    }

    @Test
    void aPushWhoseTimeNobodyTellsIsNone() {
        prometheus.answers(DISCOVERY, element("__name__=cpu,job=c,resource_id=a", 0, "1"));
        prometheus.answers(
                "cpu|push_time_seconds", range("__name__=cpu,job=c,resource_id=a", "300 1e9 330 16e9 360 31e9"));
        assertThat(seen()).isEmpty();
    }

    @Test
    void aLibvirtExportersDomainIsAServerByItsMetadata() {
        String target = ",job=libvirt,instance=10.0.0.5:9177";
        prometheus.answers(
                DISCOVERY,
                element("__name__=libvirt_domain_openstack_info,domain=i-1,instance_id=a" + target, 0, "1"),
                element("__name__=ceilometer_cpu,resource=a", 0, "1"));
        prometheus.answers(
                "instance=\"10.0.0.5:9177\"",
                range("__name__=libvirt_domain_openstack_info,domain=i-1,instance_id=a" + target, "585 1 600 1"),
                range("__name__=libvirt_domain_info_cpu_time_seconds_total,domain=i-1" + target, "585 100 600 107.5"),
                range("__name__=libvirt_domain_info_cpu_time_seconds_total,domain=i-2" + target, "585 100 600 107.5"));
        assertLoad("a", 0.5, 600);
        assertThat(seen()).hasSize(1);
        assertThat(rates.live()).isTrue();
        assertThat(prometheus.queries())
                .anyMatch(query -> query.endsWith(
                        "|libvirt_domain_info_meta\",job=\"libvirt\",instance=\"10.0.0.5:9177\"}[120s]"));
    }

    @Test
    void aLibvirtExportersSeriesMayBearTheIdItself() {
        String target = "uuid=a,domain=i-1,job=libvirt,instance=10.0.0.5:9177";
        prometheus.answers(DISCOVERY, element("__name__=libvirt_domain_info_cpu_time_seconds_total," + target, 0, "1"));
        prometheus.answers(
                "instance=\"10.0.0.5:9177\"",
                range("__name__=libvirt_domain_info_cpu_time_seconds_total," + target, "585 100 600 107.5"));
        assertLoad("a", 0.5, 600);
    }

    @Test
    void anOwnQueryYieldsCpus() {
        rates = rates(prometheus.settings(
                Optional.empty(), Optional.empty(), Optional.of("mine{h=\"{host}\",id=~\"{servers}\"}[{window}]")));
        prometheus.answers(
                "mine",
                element("resource=a", 599, "0.75"),
                element("resource=b", 599, "-1"),
                element("resource=c", 599, "1"));
        assertLoad("a", 0.75, 599);
        assertThat(seen()).hasSize(1);
        assertThat(prometheus.queries()).contains("mine{h=\"pm1\",id=~\"a|b\"}[120s]");
        assertThat(rates.live()).isTrue();
    }

    @Test
    void aPartialAnswerIsSaidAndItsSeriesCount() {
        prometheus.answers(DISCOVERY, element("__name__=ceilometer_cpu,resource=a", 0, "1"));
        prometheus.answersWith(CEILOMETER, ",\"warnings\":[\"a store is away\"]", a("0 1e9 30 31e9 60 46e9"));
        assertLoad("a", 0.5, 60);
        assertThat(rates.partial()).contains("Prometheus answered only in part: a store is away");
    }

    @Test
    void nobodyTellsOfAnyServer() {
        assertThat(seen()).isEmpty();
        assertThat(seen()).isEmpty();
        assertThat(prometheus.queries()).as("within a minute").hasSize(1);
    }

    @Test
    void manyServersAreAskedForInSeveralQuestions() {
        ceilometer();
        SortedMap<String, Integer> many = new TreeMap<>();
        for (int i = 0; i < 310; i++) many.put("c1586339-a7bf-44a3-99ea-" + (100_000_000_000L + i), 1);
        rates.of(many, NOW);
        assertThat(prometheus.queries()).hasSize(4).allMatch(query -> query.length() < 8000);
    }
}
