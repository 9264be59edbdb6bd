package io.drover.dashboard;

import io.drover.measurement.FleetView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How hot each host is and nothing else, by column and in order of names: a twentieth of the fleet's document.
 *
 * @param total hosts that were heard lately; of more than were asked for, hot, unknown and cold ones come before others
 * @param loads null: not known
 * @param temperatures hot, cold, normal or unknown
 */
record HeatDocument(Instant now, int total, List<String> hosts, List<Double> loads, List<String> temperatures) {

    private static final Comparator<HostDocument> NAMES = Comparator.comparing(HostDocument::host, NaturalOrder.NAMES);

    static HeatDocument of(FleetView fleet, int atMost) {
        List<HostDocument> all = fleet.hosts().stream().map(HostDocument::of).toList();
        List<HostDocument> shown = all.stream()
                .sorted(Comparator.comparing(Temperature::of)
                        .thenComparing(
                                Comparator.comparingDouble(HostDocument::load).reversed())
                        .thenComparing(NAMES))
                .limit(atMost)
                .sorted(NAMES)
                .toList();
        return new HeatDocument(
                fleet.now(),
                all.size(),
                shown.stream().map(HostDocument::host).toList(),
                shown.stream().map(host -> rounded(host.load())).toList(),
                shown.stream().map(host -> Temperature.of(host).word()).toList());
    }

    private static double rounded(double load) {
        return Double.isFinite(load) ? Math.round(load * 1e3) / 1e3 : Double.NaN;
    }
}
