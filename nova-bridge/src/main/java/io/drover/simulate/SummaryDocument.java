package io.drover.simulate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.cli.Output;
import io.drover.simulation.Summary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A run's summary as the one object that {@code lab} and {@code simulate} print. */
public final class SummaryDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SummaryDocument() {}

    /** A table is for people: it counts the servers of each host where the other formats name them. */
    public static Map<String, Object> of(Summary summary, Output.Format format) {
        Map<String, Object> document = of(summary);
        if (format == Output.Format.TABLE) {
            Map<String, Integer> servers = new TreeMap<>();
            summary.placements().values().forEach(host -> servers.merge(host, 1, Integer::sum));
            document.put("placements", servers);
        }
        return document;
    }

    /** In the order of the record's components, which are the keys. */
    private static Map<String, Object> of(Summary summary) {
        return MAPPER.convertValue(summary, new TypeReference<LinkedHashMap<String, Object>>() {});
    }
}
