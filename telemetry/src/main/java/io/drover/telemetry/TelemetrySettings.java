package io.drover.telemetry;

import io.drover.model.LoadEstimate;
import io.drover.prometheus.PrometheusSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the sampler is told at its start.
 *
 * @param interval between two rounds
 * @param inventoryInterval between two looks at what Nova and Placement hold; empty: {@link #inventoryInterval(boolean)}
 * @param loadMinutes which load average; 0: the load of the last interval, as this machine counted it or recovered from
 *     the 1-minute average
 * @param serverMaxAge an older load of a server is none
 * @param granularity of Gnocchi's aggregates
 * @param hostLoadMetric in Gnocchi; empty: by {@code loadMinutes}, see {@link #hostMetric}
 * @param dirtyRateMetric of a server in Gnocchi, MB/s; empty: none
 * @param libvirtUri of this host's libvirt, which is asked to calculate dirty rates; empty: it is not
 * @param local where this machine's kernel shows itself
 * @param cpus C; 0: as Nova and Placement say
 * @param countFleet whether to count the live migrations of the whole fleet
 * @param prometheus empty: there is none
 */
public record TelemetrySettings(
        Duration interval,
        Optional<Duration> inventoryInterval,
        HostLoadSource hostLoadSource,
        ServerLoadSource serverLoadSource,
        int loadMinutes,
        Duration serverMaxAge,
        Duration granularity,
        Optional<String> hostLoadMetric,
        Optional<String> dirtyRateMetric,
        Optional<String> libvirtUri,
        LocalRoots local,
        int cpus,
        boolean countFleet,
        ExclusionSettings exclusions,
        Optional<PrometheusSettings> prometheus) {

    private static final Duration PAUSE_AT_MOST = Duration.ofSeconds(60);

    private static final Duration INVENTORY = Duration.ofSeconds(60);

    /** Where this machine itself shows when a server comes or goes. */
    private static final Duration INVENTORY_BESIDE_GUESTS = Duration.ofMinutes(3);

    public static final TelemetrySettings DEFAULT = new TelemetrySettings(
            Duration.ofSeconds(10),
            Optional.empty(),
            HostLoadSource.AUTO,
            ServerLoadSource.AUTO,
            0,
            Duration.ofSeconds(900),
            Duration.ofSeconds(300),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            LocalRoots.USUAL,
            0,
            false,
            ExclusionSettings.DEFAULT,
            Optional.empty());

    public TelemetrySettings {
        if (loadMinutes != 0 && loadMinutes != 1 && loadMinutes != 5 && loadMinutes != 15) {
            throw new IllegalArgumentException("load_minutes is 0, 1, 5 or 15, not " + loadMinutes);
        }
        boolean asked = hostLoadSource == HostLoadSource.PROMETHEUS || serverLoadSource == ServerLoadSource.PROMETHEUS;
        if (asked && prometheus.isEmpty()) {
            throw new IllegalArgumentException("a source prometheus needs the url of a Prometheus, or catalog");
        }
    }

    public TelemetrySettings withSources(HostLoadSource host, ServerLoadSource server) {
        return new TelemetrySettings(
                interval,
                inventoryInterval,
                host,
                server,
                loadMinutes,
                serverMaxAge,
                granularity,
                hostLoadMetric,
                dirtyRateMetric,
                libvirtUri,
                local,
                cpus,
                countFleet,
                exclusions,
                prometheus);
    }

    public TelemetrySettings withRoots(LocalRoots roots) {
        return new TelemetrySettings(
                interval,
                inventoryInterval,
                hostLoadSource,
                serverLoadSource,
                loadMinutes,
                serverMaxAge,
                granularity,
                hostLoadMetric,
                dirtyRateMetric,
                libvirtUri,
                roots,
                cpus,
                countFleet,
                exclusions,
                prometheus);
    }

    public TelemetrySettings withPrometheus(PrometheusSettings settings) {
        return new TelemetrySettings(
                interval,
                inventoryInterval,
                hostLoadSource,
                serverLoadSource,
                loadMinutes,
                serverMaxAge,
                granularity,
                hostLoadMetric,
                dirtyRateMetric,
                libvirtUri,
                local,
                cpus,
                countFleet,
                exclusions,
                Optional.of(settings));
    }

    public TelemetrySettings withInventoryInterval(Duration every) {
        return new TelemetrySettings(
                interval,
                Optional.of(every),
                hostLoadSource,
                serverLoadSource,
                loadMinutes,
                serverMaxAge,
                granularity,
                hostLoadMetric,
                dirtyRateMetric,
                libvirtUri,
                local,
                cpus,
                countFleet,
                exclusions,
                prometheus);
    }

    /**
     * How often Nova and Placement are asked what they hold of a host at rest.
     *
     * @param besideGuests whether the host's load and its servers' are read on this machine
     */
    public Duration inventoryInterval(boolean besideGuests) {
        return inventoryInterval.orElse(besideGuests ? INVENTORY_BESIDE_GUESTS : INVENTORY);
    }

    /** The host's metric: Nova's own monitor, or what an SNMP agent says of the load average. */
    String hostMetric() {
        return hostLoadMetric.orElse(
                loadMinutes == 0 ? "compute.node.cpu.percent" : "hardware.cpu.load." + loadMinutes + "min");
    }

    /** How much of a step in the true load one sample shows. */
    public LoadEstimate estimate() {
        return switch (hostLoadSource) {
            case LOCAL -> new LoadEstimate.Recovered();
            case AUTO, NOVA, PROC ->
                loadMinutes == 0 ? new LoadEstimate.Recovered() : new LoadEstimate.Average(loadMinutes);
            case GNOCCHI ->
                hostMetric().startsWith("hardware.cpu.load.")
                        ? new LoadEstimate.Average(Math.max(1, loadMinutes))
                        : new LoadEstimate.Window(granularity);
            case PROMETHEUS ->
                prometheus
                        .filter(settings -> settings.hostQuery().isPresent())
                        .<LoadEstimate>map(settings -> new LoadEstimate.Window(settings.window()))
                        .orElseGet(LoadEstimate.Recovered::new);
            case SERVERS -> new LoadEstimate.Window(serverWindow());
        };
    }

    /** Over which time a server's load is the mean. */
    private Duration serverWindow() {
        return switch (serverLoadSource) {
            case LOCAL, DIAGNOSTICS -> interval;
            case PROMETHEUS -> prometheus.map(PrometheusSettings::window).orElse(granularity);
            case AUTO, GNOCCHI -> granularity;
        };
    }

    /** Between two questions to a service that keeps a value each {@link #granularity}: a quarter of that, at most 60 s. */
    Duration metricsPause() {
        Duration quarter = granularity.dividedBy(4);
        Duration pause = quarter.compareTo(PAUSE_AT_MOST) < 0 ? quarter : PAUSE_AT_MOST;
        return pause.compareTo(interval) < 0 ? Duration.ZERO : pause;
    }
}
