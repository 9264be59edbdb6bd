package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Mode;
import io.drover.openstack.Flavor;
import io.drover.openstack.Server;
import io.drover.openstack.ServerGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImmovabilityTest {

    private static final ExclusionSettings EXCLUSIONS = new ExclusionSettings(
            List.of("drover:exclude", "tier=gold"),
            List.of("pinned"),
            List.of("project-7"),
            List.of("gpu.large"),
            List.of("storage"));

    private String status = "ACTIVE";
    private Optional<String> task = Optional.empty();
    private boolean locked;
    private String project = "project-1";
    private String flavor = "m1.tiny";
    private Map<String, String> specs = Map.of();
    private Map<String, String> metadata = Map.of();
    private List<String> tags = List.of();
    private Map<String, String> image = Map.of();
    private List<String> aggregates = List.of();

    private Server server() {
        return new Server(
                "s",
                "vm",
                project,
                status,
                task,
                Optional.of("pm1"),
                Optional.empty(),
                locked,
                new Flavor(flavor, 1, 256, 1, new TreeMap<>(specs)),
                new TreeMap<>(metadata),
                tags,
                List.of(),
                new TreeMap<>(image),
                Optional.empty());
    }

    private Optional<String> reason() {
        Server server = server();
        Immovability immovability = new Immovability(EXCLUSIONS, aggregates);
        return immovability.of(server).or(() -> immovability.excluded(server));
    }

    @Test
    void aRunningServerMayMove() {
        assertThat(reason()).isEmpty();
    }

    @Test
    void oneThatDoesNotRunStays() {
        status = "SHUTOFF";
        assertThat(reason()).contains("is SHUTOFF");
    }

    @Test
    void oneThatNovaIsBusyWithStays() {
        task = Optional.of("resize_prep");
        assertThat(reason()).contains("task state resize_prep");
    }

    @Test
    void aLockedOneStays() {
        locked = true;
        assertThat(reason()).contains("is locked");
    }

    @Test
    void metadataExcludesUnlessItSaysFalse() {
        metadata = Map.of("drover:exclude", "");
        assertThat(reason()).contains("is excluded by metadata drover:exclude");
        metadata = Map.of("drover:exclude", "False");
        assertThat(reason()).isEmpty();
        metadata = Map.of("tier", "gold");
        assertThat(reason()).contains("is excluded by metadata tier=gold");
        metadata = Map.of("tier", "silver");
        assertThat(reason()).isEmpty();
    }

    @Test
    void metadataLowersTheModeAndWhatMovesNothingExcludes() {
        assertThat(Immovability.mode(server())).isEqualTo(Mode.ENFORCE);
        metadata = Map.of("drover:mode", "Propose");
        assertThat(Immovability.mode(server())).isEqualTo(Mode.PROPOSE);
        assertThat(reason()).isEmpty();
        for (String word : List.of("off", "observe", "prpose")) {
            metadata = Map.of("drover:mode", word);
            assertThat(reason()).contains("is excluded by metadata drover:mode=" + word);
        }
    }

    @Test
    void tagsProjectsFlavorsAndAggregatesExclude() {
        tags = List.of("a", "pinned");
        assertThat(reason()).contains("is excluded by tag pinned");
        tags = List.of();
        project = "project-7";
        assertThat(reason()).contains("is excluded by project project-7");
        project = "p";
        flavor = "gpu.large";
        assertThat(reason()).contains("is excluded by flavor gpu.large");
        flavor = "m1.tiny";
        aggregates = List.of("storage");
        assertThat(reason()).contains("is excluded by aggregate storage");
    }

    @Test
    void devicesAndKeysOfTheMachineHoldAServer() {
        specs = Map.of("accel:device_profile", "fpga");
        assertThat(reason()).contains("has accelerators");
        specs = Map.of("pci_passthrough:alias", "a1:2");
        assertThat(reason()).contains("has a PCI device of the host");
        specs = Map.of("hw:mem_encryption", "true");
        assertThat(reason()).contains("has encrypted memory (SEV)");
        specs = Map.of("hw:mem_encryption", "False");
        assertThat(reason()).isEmpty();
        image = Map.of("hw_mem_encryption", "true");
        assertThat(reason()).contains("has encrypted memory (SEV)");
    }

    @Test
    void groupsApartAreForTheDestinationAndGroupsTogetherHold() {
        List<ServerGroup> groups = List.of(
                new ServerGroup("g1", "spread", "soft-anti-affinity", 1, List.of("s", "t")),
                new ServerGroup("g2", "apart", "anti-affinity", 1, List.of("s", "t")),
                new ServerGroup("g3", "two per host", "anti-affinity", 2, List.of("s", "t")),
                new ServerGroup("g4", "near", "soft-affinity", 1, List.of("s", "t")));
        assertThat(Groups.apart(groups)).containsExactly("g1", "g2");
        assertThat(Groups.together(groups)).isEmpty();
        assertThat(Groups.together(List.of(new ServerGroup("g5", "pair", "affinity", 1, List.of("s", "t")))))
                .contains("must stay with its affinity group pair");
        assertThat(Groups.together(List.of(new ServerGroup("g6", "alone", "affinity", 1, List.of("s")))))
                .isEmpty();
    }
}
