package io.drover.dashboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.drover.auction.AuctionSummary;
import io.drover.measurement.FleetView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fleet as JSON. What is not known is null; times are ISO 8601 in the fleet's time. */
final class ApiDocuments {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(JsonNumbers.module())
            .addModule(new SimpleModule("words")
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(AuctionSummary.Verdict.class, new ToLowerCase()))
            .build();

    private final FleetView fleet;

    private static final class ToLowerCase extends JsonSerializer<AuctionSummary.Verdict> {
        @Override
        public void serialize(AuctionSummary.Verdict value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }

    private record Fleet(Instant now, double intervalSeconds, List<HostDocument> hosts) {}

    private record Auction(@JsonUnwrapped AuctionSummary newest, int times, Instant since) {}

    ApiDocuments(FleetView fleet) {
        this.fleet = fleet;
    }

    Instant now() {
        return fleet.now();
    }

    Reply fleet() throws JsonProcessingException {
        List<HostDocument> hosts = fleet.hosts().stream().map(HostDocument::of).toList();
        return json(new Fleet(fleet.now(), fleet.interval().toNanos() / 1e9, hosts));
    }

    Reply samples(Instant from, Instant to, int atMost) throws JsonProcessingException {
        return json(SamplesDocument.of(from, to, fleet.samples(from, to, atMost)));
    }

    Reply auctions(int atMost) throws JsonProcessingException {
        List<Auction> rows = fleet.auctions(atMost).stream()
                .map(row -> new Auction(row.newest(), row.times(), row.since()))
                .toList();
        return json(Map.of("auctions", rows));
    }

    Reply migrations(int atMost) throws JsonProcessingException {
        return json(Map.of("migrations", fleet.migrations(atMost)));
    }

    Reply advice(int atMost) throws JsonProcessingException {
        return json(Map.of("advice", fleet.advice(atMost)));
    }

    static String fault(String sentence) {
        try {
            return MAPPER.writeValueAsString(Map.of("error", sentence));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a string is always JSON", e);
        }
    }

    private static Reply json(Object document) throws JsonProcessingException {
        return new Reply(200, Reply.JSON, MAPPER.writeValueAsBytes(document));
    }
}
