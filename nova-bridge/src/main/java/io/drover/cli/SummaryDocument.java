package io.drover.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.simulation.Summary;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run's summary as the one object that {@code lab} and {@code simulate} print. */
public final class SummaryDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SummaryDocument() {}

    /** In the order of the record's components, which are the keys. */
    public static Map<String, Object> of(Summary summary) {
        return MAPPER.convertValue(summary, new TypeReference<LinkedHashMap<String, Object>>() {});
    }
}
