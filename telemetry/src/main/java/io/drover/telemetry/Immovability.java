package io.drover.telemetry;

import io.drover.model.Mode;
import io.drover.model.ServerObservation;
import io.drover.openstack.Server;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why a server must stay where it is. See doc/strategies/push.md, "Refusals".
 *
 * @param aggregates names of the host aggregates that this host is in
 */
record Immovability(ExclusionSettings exclusions, List<String> aggregates) {

    /** The metadata key by which a server asks for less than its host's mode. */
    static final String MODE = "drover:mode";

    /** Extra specs and image properties of devices and keys that cannot leave the machine. */
    private static final Map<String, String> DEVICES = Map.of(
            "accel:device_profile", "has accelerators",
            "hw:mem_encryption", "has encrypted memory (SEV)",
            "hw_mem_encryption", "has encrypted memory (SEV)",
            "trait:HW_CPU_X86_AMD_SEV", "has encrypted memory (SEV)",
            "pci_passthrough:alias", "has a PCI device of the host");

    /** One reason without a full stop, whatever the operator's own rules say; empty: it can move. */
    Optional<String> of(Server server) {
        if (!server.active()) return Optional.of("is " + server.status());
        if (server.taskState().isPresent())
            return Optional.of("task state " + server.taskState().get());
        if (server.locked()) return Optional.of("is locked");
        return device(server.flavor().extraSpecs()).or(() -> device(server.imageProperties()));
    }

    /** How far its metadata lets agents go; what they say of no mode, or of one that moves nothing, is {@link #excluded}. */
    static Mode mode(Server server) {
        return told(server).flatMap(Immovability::known).orElse(Mode.ENFORCE);
    }

    private static Optional<String> told(Server server) {
        return Optional.ofNullable(server.metadata().get(MODE));
    }

    private static Optional<Mode> known(String word) {
        return Mode.of(word.strip().toLowerCase(Locale.ROOT)).filter(mode -> mode.compareTo(Mode.ADVISE) >= 0);
    }

    /** By which of the operator's rules it is to stay, though it could move; empty: by none. */
    Optional<String> excluded(Server server) {
        Optional<String> metadata =
                exclusions.metadata().stream().filter(m -> marked(server, m)).findFirst();
        Optional<String> off = told(server).filter(word -> known(word).isEmpty());
        if (off.isPresent()) return Optional.of(ServerObservation.EXCLUDED + "metadata " + MODE + "=" + off.get());
        if (metadata.isPresent()) return Optional.of(ServerObservation.EXCLUDED + "metadata " + metadata.get());
        return common("tag", exclusions.tags(), server.tags())
                .or(() -> common("project", exclusions.projects(), List.of(server.project())))
                .or(() -> common(
                        "flavor", exclusions.flavors(), List.of(server.flavor().name())))
                .or(() -> common("aggregate", exclusions.aggregates(), aggregates));
    }

    private static boolean marked(Server server, String wanted) {
        int equals = wanted.indexOf('=');
        if (equals < 0) {
            String value = server.metadata().get(wanted);
            return value != null && !value.toLowerCase(Locale.ROOT).equals("false");
        }
        return wanted.substring(equals + 1).equals(server.metadata().get(wanted.substring(0, equals)));
    }

    private static Optional<String> common(String what, List<String> excluded, List<String> has) {
        return excluded.stream()
                .filter(has::contains)
                .findFirst()
                .map(name -> ServerObservation.EXCLUDED + what + " " + name);
    }

    private static Optional<String> device(Map<String, String> properties) {
        for (Map.Entry<String, String> property : properties.entrySet()) {
            String reason = DEVICES.get(property.getKey());
            boolean denied = property.getValue().toLowerCase(Locale.ROOT).matches("false|forbidden|0|no");
            if (reason != null && !denied) return Optional.of(reason);
        }
        return Optional.empty();
    }
}
