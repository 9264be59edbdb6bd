package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Faults;
import io.drover.scenario.HostSpec;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Pattern;
import io.drover.scenario.Scenario;
import io.drover.scenario.Variation;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

    private static Workload workload(
            int hosts, int servers, LoadLevel load, Pattern pattern, HypervisorKind hypervisor) {
        Workload usual = Workload.DEFAULT;
        return Workload.builder()
                .hosts(hosts)
                .servers(servers)
                .strategy(StrategyName.PUSH)
                .load(load)
                .pattern(pattern)
                .hypervisor(hypervisor)
                .profile(usual.profile())
                .thresholds(usual.thresholds())
                .duration(usual.duration())
                .seed(7)
                .build();
    }

    /** Mean normalised load of the hosts at that second. */
    private static double systemLoad(Scenario scenario, long second) {
        long nanos = second * VirtualClock.SECOND;
        double demand = scenario.servers().stream()
                .filter(s -> s.arrives().toSeconds() <= second
                        && s.leaves().map(at -> at.toSeconds() > second).orElse(true))
                .mapToDouble(s -> s.demand().at(nanos))
                .sum();
        double cpus = scenario.hosts().stream().mapToInt(HostSpec::cpus).sum();
        return scenario.conditions().hypervisor().hostLoad(demand) / cpus;
    }

    @ParameterizedTest
    @CsvSource({
        "4,0,LOW,NORMAL,KVM,0.25,0.25",
        "4,0,MEDIUM,NORMAL,XEN,0.40,0.40",
        "19,80,HIGH,NORMAL,KVM,0.55,0.55",
        "4,0,LOW,BURST,KVM,0.25,0.55",
        "4,0,HIGH,DRAIN,XEN,0.55,0.25",
    })
    void serversTogetherMakeTheLoad(
            int hosts,
            int servers,
            LoadLevel load,
            Pattern pattern,
            HypervisorKind hypervisor,
            double before,
            double after) {
        Scenario scenario = workload(hosts, servers, load, pattern, hypervisor).scenario();
        assertThat(systemLoad(scenario, 9_999)).isCloseTo(before, within(1e-9));
        assertThat(systemLoad(scenario, 10_000)).isCloseTo(after, within(1e-9));
    }

    @Test
    void fluctuationBringsAndTakesHalfTheServers() {
        Scenario scenario = workload(19, 80, LoadLevel.MEDIUM, Pattern.FLUCTUATION, HypervisorKind.KVM)
                .scenario();
        assertThat(scenario.servers().stream().filter(s -> s.leaves().isPresent()))
                .hasSize(40);
        assertThat(scenario.servers().stream().filter(s -> !s.thereAtStart()).count())
                .isBetween(25L, 40L);
        assertThat(systemLoad(scenario, 10_000)).isCloseTo(0.40, within(0.12));
    }

    private static Workload varied(Pattern pattern, Variation variation) {
        Workload usual = Workload.DEFAULT;
        return Workload.builder()
                .hosts(3)
                .strategy(usual.strategy())
                .load(usual.load())
                .pattern(pattern)
                .hypervisor(usual.hypervisor())
                .profile(usual.profile())
                .thresholds(usual.thresholds())
                .duration(usual.duration())
                .seed(7)
                .variation(variation)
                .build();
    }

    /** doc/sources.md, 4.1: two hosts of 4 VCPUs and one of 1. */
    @Test
    void aMixedFleetIsLoadedInProportion() {
        Variation mixed = new Variation(List.of(4, 4, 1), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
        Workload workload = varied(Pattern.NORMAL, mixed);
        assertThat(workload.scenario().hosts()).extracting(HostSpec::cpus).containsExactly(4, 4, 1);
        assertThat(systemLoad(workload.scenario(), 0)).isCloseTo(0.40, within(1e-9));
        assertThat(workload.command()).contains(" --hosts 3 --cpus 4,4,1 ");
    }

    /** doc/sources.md, 4.4: 2 VCPUs and 2 GB a host, 1 VCPU, 256 MB and 1 GB of disk a server. */
    @Test
    void theTestbedIsAsInTheThesis() {
        Scenario scenario = Workload.DEFAULT.scenario();
        assertThat(scenario.hosts()).hasSize(4).allSatisfy(host -> {
            assertThat(host.cpus()).isEqualTo(2);
            assertThat(host.memoryMib()).isGreaterThanOrEqualTo(2048);
        });
        assertThat(scenario.servers()).allSatisfy(server -> {
            assertThat(server.vcpus()).isEqualTo(1);
            assertThat(server.memoryMib()).isEqualTo(256);
            assertThat(server.resources().amount("DISK_GB")).isEqualTo(1);
        });
        assertThat(scenario.duration()).isEqualTo(Duration.ofSeconds(20_000));
        assertThat(scenario.conditions().bandwidth()).as("100 Mb/s").isEqualTo(12.5);
        assertThat(scenario.conditions().shared()).isTrue();
    }

    /** doc/sources.md, Table H-1: DynamicVM and VMsToRemove; 4.5: exponential and uniform. */
    @Test
    void asManyComeAndGoAsAreAskedFor() {
        Variation asked = new Variation(List.of(), Optional.empty(), OptionalInt.of(200), OptionalInt.of(3));
        Scenario scenario = varied(Pattern.FLUCTUATION, asked).scenario();
        List<Double> arrivals = scenario.servers().stream()
                .filter(s -> !s.thereAtStart())
                .map(s -> s.arrives().toMillis() / 1000.0)
                .toList();
        assertThat(scenario.servers().stream().filter(s -> s.leaves().isPresent()))
                .hasSize(3);
        assertThat(arrivals).isSorted().hasSizeBetween(150, 200);
        double mean = arrivals.get(arrivals.size() - 1) / arrivals.size();
        assertThat(mean).as("20 000 s / 200").isBetween(80.0, 120.0);
    }

    /** doc/sources.md, Table H-1: burstHighTime. */
    @Test
    void aBurstRisesWhenItIsAskedTo() {
        Variation early = new Variation(
                List.of(), Optional.of(Duration.ofSeconds(300)), OptionalInt.empty(), OptionalInt.empty());
        Scenario scenario = varied(Pattern.BURST, early).scenario();
        assertThat(systemLoad(scenario, 299)).isCloseTo(0.40, within(1e-9));
        assertThat(systemLoad(scenario, 300)).isCloseTo(0.55, within(1e-9));
        assertThatThrownBy(() -> varied(Pattern.NORMAL, early))
                .hasMessage("the time of a change belongs to scenarios burst and drain");
    }

    @Test
    void aHotspotIsOneHotHost() {
        Scenario scenario = workload(4, 24, LoadLevel.LOW, Pattern.HOTSPOT, HypervisorKind.KVM)
                .scenario();
        Result result = Simulation.run(scenario, new Fleets.Script((host, event) -> List.of()));
        assertThat(result.summary().hotHosts()).isEqualTo(new Summary.HotHosts(1, 1));
        assertThat(result.summary().hotspotSeconds()).isCloseTo(20_000, within(1e-6));
    }

    @Test
    void equalWorkloadsMakeEqualScenariosAndOtherSeedsOthers() {
        Workload one = Fleets.workload(StrategyName.PULL, Pattern.NORMAL, Fleets.HOUR, 5, Faults.NONE);
        Workload other = Fleets.workload(StrategyName.PULL, Pattern.NORMAL, Fleets.HOUR, 6, Faults.NONE);
        assertThat(one.scenario().servers()).isEqualTo(one.scenario().servers());
        assertThat(one.scenario().servers()).isNotEqualTo(other.scenario().servers());
    }

    @Test
    void theCommandLineSaysItAll() {
        Faults faults = Faults.parse("loss=0.01,partition=60s");
        Workload workload = Fleets.workload(StrategyName.HYBRID, Pattern.BURST, Duration.ofSeconds(9000), 42, faults);
        assertThat(workload.command())
                .isEqualTo("drover simulate --hosts 4 --strategy hybrid --load medium --scenario burst"
                        + " --variable-threshold --hypervisor kvm --profile default --duration 9000 --seed 42"
                        + " --faults loss=0.01,partition=60s");
        assertThat(workload.faults().until()).isEqualTo(Duration.ofSeconds(6000));
    }

    @Test
    void whatCannotBeGetsOneSentence() {
        assertThatThrownBy(() -> workload(4, 2, LoadLevel.HIGH, Pattern.NORMAL, HypervisorKind.KVM)
                        .scenario())
                .hasMessage("2 servers cannot make a load of 4.4 CPUs; take at least 5");
        assertThatThrownBy(() -> workload(4, 0, LoadLevel.HIGH, Pattern.BURST, HypervisorKind.KVM))
                .hasMessage("a burst starts from low or medium load");
        assertThatThrownBy(() -> workload(0, 0, LoadLevel.LOW, Pattern.NORMAL, HypervisorKind.KVM))
                .hasMessage("a fleet has at least 1 host, not 0");
    }
}
