package io.drover.fleet;

import io.drover.auction.Forecast;
import io.drover.auction.Proposal;
import io.drover.cli.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Advice as rows show it. */
final class AdviceRow {

    private static final List<String> COLUMNS =
            List.of("id", "server", "source", "destination", "gain", "predictedSeconds", "secondsLeft", "state", "by");

    private AdviceRow() {}

    static Listing listing(List<Proposal> proposals, Instant now) {
        List<List<Object>> rows = new ArrayList<>();
        for (Proposal proposal : proposals) {
            Map<String, Object> all = fields(proposal, now);
            List<Object> row = new ArrayList<>();
            COLUMNS.forEach(column -> row.add(all.get(column)));
            rows.add(row);
        }
        return new Listing(COLUMNS, rows);
    }

    static Map<String, Object> fields(Proposal proposal, Instant now) {
        Forecast forecast = proposal.move().forecast();
        Proposal.Fate fate = proposal.fate();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", proposal.id());
        fields.put("server", proposal.move().server());
        fields.put("source", proposal.move().source());
        fields.put("destination", proposal.move().destination());
        fields.put("reason", proposal.reason());
        fields.put("entropyBefore", rounded(forecast.entropyBefore()));
        fields.put("entropyAfter", rounded(forecast.entropyAfter()));
        fields.put("gain", rounded(proposal.gain()));
        fields.put("predictedSeconds", rounded(forecast.seconds()));
        fields.put("predictedDowntimeSeconds", rounded(forecast.downtimeSeconds()));
        fields.put("since", proposal.since().toString());
        fields.put("secondsLeft", left(proposal, now));
        fields.put("state", fate.state().name().toLowerCase(Locale.ROOT));
        fields.put("by", fate.by());
        fields.put("auction", fate.auction());
        fields.put("outcome", fate.text());
        return fields;
    }

    private static Long left(Proposal proposal, Instant now) {
        if (proposal.fate().state().over()) return null;
        return Math.max(0, Duration.between(now, proposal.until()).toSeconds());
    }

    private static double rounded(double number) {
        return Math.rint(number * 1e6) / 1e6;
    }
}
