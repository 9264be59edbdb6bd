package io.drover.emulator.contract;

import static io.drover.emulator.contract.RecordedSite.VM_1;
import static io.drover.emulator.contract.RecordedSite.VM_2;
import static io.drover.emulator.contract.RecordedSite.VM_4;
import static io.drover.emulator.contract.RecordedSite.VM_6;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.emulator.cloud.MigrationFault;
import io.drover.emulator.cloud.Release;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The emulator answers each recorded request, in the same situation, as the real OpenStack of each release did. Where
 * a record was taken before the slower release got as far as the other, less time passes here too.
 */
class SamplesTest {

    /** How the site got where it was, and the samples recorded there, in an order that can be replayed. */
    private record Situation(String name, Consumer<RecordedSite> story, List<String> samples) {}

    private static final Set<String> HEADERS = Set.of("content-type", "openstack-api-version", "vary");
    private static final String CREATE_HOST = "gnocchi-create-host";

    private static final List<Situation> SITUATIONS = List.of(
            new Situation(
                    "at rest",
                    site -> {},
                    List.of(
                            "keystone-token",
                            "nova-versions",
                            "flavors-detail",
                            "os-services",
                            "os-services-2.1",
                            "servers-detail-2.1",
                            "servers-detail-2.92",
                            "diagnostics-2.47",
                            "diagnostics-2.48",
                            "os-hypervisors-detail-2.1",
                            "os-hypervisors-detail-2.53",
                            "os-hypervisors-detail-2.87",
                            "os-hypervisors-detail-2.88",
                            "os-hypervisors-detail-2.92",
                            "os-hypervisors-detail-with-servers-2.92",
                            "os-hypervisors-show-2.1",
                            "os-hypervisors-show-2.53",
                            "os-hypervisors-show-2.87",
                            "os-hypervisors-show-2.88",
                            "os-hypervisors-show-2.92",
                            "os-hypervisors-show-with-servers-2.53",
                            "os-hypervisors-servers-2.1",
                            "os-hypervisors-statistics-2.1",
                            "os-hypervisors-statistics-2.53",
                            "os-hypervisors-statistics-2.87",
                            "os-hypervisors-statistics-2.88",
                            "os-hypervisors-statistics-2.92",
                            "os-hypervisors-uptime-2.1",
                            "os-hypervisors-uptime-2.53",
                            "os-hypervisors-uptime-2.87",
                            "os-hypervisors-uptime-2.88",
                            "os-hypervisors-uptime-2.92",
                            "placement-resource-providers",
                            "placement-inventories",
                            "placement-usages",
                            "placement-allocations",
                            "placement-allocations-server",
                            "placement-traits",
                            "gnocchi-archive-policies",
                            "gnocchi-resource-instance",
                            "gnocchi-resources-instance",
                            "gnocchi-search-instance",
                            "gnocchi-metric-cpu",
                            "gnocchi-metric-memory.usage",
                            "gnocchi-measures-cpu",
                            "gnocchi-measures-cpu-rate",
                            "gnocchi-measures-memory.usage",
                            "gnocchi-measures-by-name-cpu",
                            "gnocchi-measures-by-name-memory.usage",
                            "gnocchi-metric-not-found",
                            "gnocchi-aggregates-cpu-by-host",
                            "gnocchi-aggregates-cpu-percent",
                            CREATE_HOST,
                            "gnocchi-push-host-measures",
                            "gnocchi-measures-host-load",
                            "gnocchi-push-batch",
                            "server-migrations-when-done",
                            "live-migrate-unknown-host",
                            "live-migrate-unknown-server",
                            "live-migrate-force-not-allowed",
                            "live-migrate")),
            new Situation(
                    "migrating",
                    site -> site.migrate(VM_1, "pm3", 7.2),
                    List.of(
                            "server-migrating",
                            "server-migrations",
                            "server-migrations-2.23",
                            "live-migrate-already-migrating",
                            "diagnostics-while-migrating",
                            "placement-allocations-while-migrating",
                            "os-hypervisors-show-target-while-migrating-2.87")),
            new Situation(
                    "server has landed",
                    site -> site.migrate(VM_1, "pm3", 9.0),
                    List.of("os-migrations-as-soon-as-server-is-active")),
            new Situation(
                    "migrated",
                    site -> site.migrate(VM_1, "pm3", 60),
                    List.of(
                            "server-migrated",
                            "os-migrations-2.1",
                            "os-migrations-2.92",
                            "instance-actions",
                            "instance-action-live-migration",
                            "diagnostics-after-migration",
                            "gnocchi-resource-instance-history")),
            new Situation("checked at once", site -> {}, List.of("live-migrate-2.1")),
            new Situation(
                    "target to be disabled",
                    site -> site.migrate(VM_2, "pm3", 60),
                    List.of("service-disable", "live-migrate-disabled-host-2.33", "live-migrate-disabled-host")),
            new Situation(
                    "target was disabled",
                    site -> {
                        site.migrate(VM_2, "pm3", 60);
                        site.cloud.setService("pm4", false, "maintenance");
                        site.migrate(VM_2, "pm4", 10);
                    },
                    List.of(
                            "server-after-migrate-to-disabled-host",
                            "os-migrations-after-migrate-to-disabled-host",
                            "instance-action-no-valid-host")),
            new Situation(
                    "its own host",
                    site -> site.migrate(VM_2, "pm3", 60),
                    List.of("live-migrate-to-itself", "server-after-migrate-to-itself")),
            new Situation(
                    "target to be forced down",
                    site -> {},
                    List.of(
                            "service-force-down",
                            "os-hypervisors-show-down-2.92",
                            "os-hypervisors-uptime-down-2.87",
                            "live-migrate-down-host")),
            new Situation(
                    "target refuses",
                    site -> {
                        site.cloud.planFault(VM_6, MigrationFault.FAILS_CHECK, 1);
                        site.migrate(VM_6, "pm4", 10);
                    },
                    List.of("server-after-failed-check", "os-migrations-failed-check", "live-migrate-fails-check")),
            new Situation(
                    "breaks off",
                    site -> {
                        site.cloud.planFault(VM_4, MigrationFault.FAILS_HALFWAY, 1);
                        site.migrate(VM_4, "pm4", 10);
                    },
                    List.of(
                            "server-after-failed-halfway",
                            "os-migrations-failed-halfway",
                            "live-migrate-fails-halfway")),
            new Situation("to be aborted", site -> site.migrate(VM_4, "pm4", 5), List.of("live-migrate-abort")),
            new Situation("to be forced", site -> site.migrate(VM_4, "pm4", 5), List.of("live-migrate-force-complete")),
            new Situation(
                    "aborted",
                    site -> {
                        site.cloud.planFault(VM_4, MigrationFault.FAILS_HALFWAY, 1);
                        site.migrate(VM_4, "pm4", 10);
                        site.migrate(VM_4, "pm4", 5);
                        site.replay(Sample.read(site.release, "live-migrate-abort"));
                        site.clock.passSeconds(site.release == Release.ZED ? 5 : 0.5);
                    },
                    List.of("os-migrations-aborted")),
            new Situation(
                    "four at once",
                    site -> {
                        site.migrate(VM_4, "pm4", 60);
                        site.cloud.migrate(VM_6, "pm4");
                        site.cloud.migrate(VM_2, "pm4");
                        site.clock.passSeconds(site.release == Release.ZED ? 5 : 1);
                    },
                    List.of("os-migrations-four-at-once")));

    @Test
    void everySampleIsReplayed() throws Exception {
        Set<String> replayed = new TreeSet<>();
        SITUATIONS.forEach(situation -> replayed.addAll(situation.samples()));
        for (Release release : Release.values()) {
            assertThat(Sample.names(release)).as(release.version()).containsExactlyElementsOf(replayed);
        }
    }

    @TestFactory
    Stream<DynamicContainer> answersAsRecorded() {
        return Stream.of(Release.values())
                .map(release -> DynamicContainer.dynamicContainer(
                        release.version(), SITUATIONS.stream().map(situation -> container(release, situation))));
    }

    private static DynamicContainer container(Release release, Situation situation) {
        RecordedSite[] site = new RecordedSite[1];
        Stream<DynamicTest> begin = Stream.of(DynamicTest.dynamicTest("set up", () -> {
            site[0] = new RecordedSite(release);
            situation.story().accept(site[0]);
        }));
        Stream<DynamicTest> samples = situation.samples().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> compare(Sample.read(release, name), site[0])));
        Stream<DynamicTest> end = Stream.of(DynamicTest.dynamicTest("take down", () -> site[0].close()));
        return DynamicContainer.dynamicContainer(
                situation.name(), Stream.of(begin, samples, end).flatMap(each -> each));
    }

    private static void compare(Sample sample, RecordedSite site) {
        HttpResponse<String> ours = site.replay(sample);
        if (sample.name().startsWith("live-migrate-to-itself")) {
            site.clock.passSeconds(5);
        }
        assertThat(ours.statusCode()).as("%s", ours.body()).isEqualTo(sample.status());
        for (Map.Entry<String, String> header : sample.responseHeaders().entrySet()) {
            if (HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                assertThat(ours.headers().firstValue(header.getKey()))
                        .as(header.getKey())
                        .hasValue(header.getValue());
            }
        }
        if (sample.body() != null && !sample.body().isNull()) {
            assertThat(Shape.differences(sample.body(), Client.parse(ours.body())))
                    .isEmpty();
        } else {
            assertThat(ours.body()).isEmpty();
        }
    }
}
