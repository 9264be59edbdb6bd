package io.drover.telemetry;

import io.drover.local.KernelRates;
import io.drover.model.Vitals;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Chooses between sources where the operator left it open, and says in a sentence whenever another is in effect. */
final class SourceChoice {

    private final TelemetrySettings settings;
    private final Consumer<String> notices;
    private Vitals said = Vitals.UNKNOWN;

    SourceChoice(TelemetrySettings settings, Consumer<String> notices) {
        this.settings = settings;
        this.notices = notices;
    }

    /** Whether it matters if this machine is the hypervisor. */
    boolean askWhere() {
        return settings.hostLoadSource() == HostLoadSource.AUTO
                || settings.hostLoadSource() == HostLoadSource.LOCAL
                || settings.serverLoadSource() == ServerLoadSource.AUTO
                || settings.serverLoadSource() == ServerLoadSource.LOCAL;
    }

    HostLoadSource ofHost(boolean here) {
        if (settings.hostLoadSource() != HostLoadSource.AUTO) return settings.hostLoadSource();
        if (!here) return settings.prometheus().isPresent() ? HostLoadSource.PROMETHEUS : HostLoadSource.NOVA;
        return settings.loadMinutes() == 0 ? HostLoadSource.LOCAL : HostLoadSource.PROC;
    }

    /** Where servers' loads come from that this machine does not tell. */
    static ServerLoadSource elsewhere(TelemetrySettings settings) {
        if (settings.serverLoadSource() != ServerLoadSource.AUTO) return settings.serverLoadSource();
        return settings.prometheus().isPresent() ? ServerLoadSource.PROMETHEUS : ServerLoadSource.GNOCCHI;
    }

    /**
     * Once servers were found on this machine, one that is only just coming or going is no reason to look elsewhere.
     *
     * @param found whether any server of Nova's is found on this machine, or there is none
     * @param told whether this machine told the load of any
     */
    ServerLoadSource ofServers(boolean here, boolean found, boolean told) {
        if (settings.serverLoadSource() != ServerLoadSource.AUTO) return settings.serverLoadSource();
        if (!here) return elsewhere(settings);
        boolean known = said.serverLoadSource().equals(word(ServerLoadSource.LOCAL)) && told;
        return found || known ? ServerLoadSource.LOCAL : elsewhere(settings);
    }

    /**
     * @param files of the kernel that tell its load
     * @param guests where the servers' loads are found
     * @param rates of this machine, if it is the hypervisor
     */
    Vitals tell(
            HostLoadSource host, ServerLoadSource servers, String files, String guests, Optional<KernelRates> rates) {
        Vitals sources = Vitals.of(word(host), word(servers));
        if (!said.equals(sources)) {
            notices.accept("the host's load comes from " + sources.loadSource()
                    + (host == HostLoadSource.LOCAL ? " (" + files + ")" : "")
                    + ", its servers' from " + sources.serverLoadSource()
                    + (servers == ServerLoadSource.LOCAL ? " (" + guests + ")" : ""));
        }
        said = sources;
        return rates.map(its -> new Vitals(
                        sources.loadSource(),
                        sources.serverLoadSource(),
                        its.busy(),
                        its.cpuPressure(),
                        its.memoryPressure(),
                        its.ioPressure()))
                .orElse(sources);
    }

    private static String word(Enum<?> source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}
