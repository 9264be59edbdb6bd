package io.drover.calibration;

import io.drover.calibration.Measured.Actual;
import io.drover.calibration.Measured.Link;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measurements that ship with Drover; the README beside them says how they were made. */
final class QemuRuns {

    private static final String FILE = "qemu-precopy.csv";
    private static final double MB_PER_MIB = 1.048576;
    private static final double MBIT_PER_MB = 8;

    private QemuRuns() {}

    static List<Measured> read() {
        try (InputStream in = QemuRuns.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> names = cells(lines.readLine());
            return lines.lines().map(line -> measured(row(names, cells(line)))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** No value holds a comma. */
    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    private static Map<String, String> row(List<String> names, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) row.put(names.get(i), cells.get(i));
        return row;
    }

    private static Measured measured(Map<String, String> row) {
        boolean throttled = row.get("link_mbit").equals("loopback");
        boolean completed = row.get("status").equals("completed");
        double limit = number(row, "max_bandwidth_mbs");
        String dirty =
                row.get("guest_dirty_mbs_during").isEmpty() ? "guest_dirty_mbs_before" : "guest_dirty_mbs_during";
        double memory = number(row, "mem_mb") * MB_PER_MIB;
        double inUse = (number(row, "mem_mb") - number(row, "guest_memfree_mb")) * MB_PER_MIB;
        double bandwidth = throttled ? limit : Math.min(limit, number(row, "link_mbit") / MBIT_PER_MB);
        return new Measured(
                Integer.parseInt(row.get("run")),
                completed,
                throttled ? Link.THROTTLED : Link.NETWORK,
                memory,
                inUse,
                bandwidth,
                number(row, dirty),
                number(row, "downtime_limit_ms") / 1000,
                new Actual(
                        number(row, "total_time_ms") / 1000,
                        completed ? number(row, "ram_transferred_bytes") / 1e6 : 0,
                        completed ? number(row, "downtime_ms") / 1000 : 0));
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
