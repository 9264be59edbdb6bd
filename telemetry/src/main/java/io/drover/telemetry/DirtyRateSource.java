package io.drover.telemetry;

import io.drover.local.Virsh;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Something that measures how fast servers dirty their memory. Not thread-safe. */
interface DirtyRateSource {

    /** MB/s by server id; a server of which nothing is known is missing. Never throws for what a source cannot tell. */
    Map<String, Reading> of(List<Server> servers, Instant now);

    /** Those that the settings name, the one to be believed first. */
    static List<DirtyRateSource> of(GnocchiClient gnocchi, TelemetrySettings settings) {
        List<DirtyRateSource> sources = new ArrayList<>();
        settings.dirtyRateMetric()
                .ifPresent(metric -> sources.add(new DirtyRateMetric(gnocchi, metric, settings.serverMaxAge())));
        settings.libvirtUri().ifPresent(uri -> sources.add(new LibvirtDirtyRates(Virsh.at(uri))));
        return sources;
    }
}
