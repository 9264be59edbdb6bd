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
import io.drover.measurement.FleetView.Advice;
import io.drover.measurement.FleetView.AuctionRow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private record Auction(@JsonUnwrapped AuctionSummary newest, int times, Instant since) {}

    ApiDocuments(FleetView fleet) {
        this.fleet = fleet;
    }

    Instant now() {
        return fleet.now();
    }

    Reply fleet(FleetDocument.Selected selected) throws JsonProcessingException {
        return json(FleetDocument.of(fleet, selected));
    }

    Reply heat(int atMost) throws JsonProcessingException {
        return json(HeatDocument.of(fleet, atMost));
    }

    Reply samples(Instant from, Instant to, int atMost) throws JsonProcessingException {
        return json(SamplesDocument.of(from, to, fleet.samples(from, to, atMost)));
    }

    Reply samples(Instant from, Instant to, int atMost, Set<String> hosts) throws JsonProcessingException {
        return json(SamplesDocument.of(from, to, fleet.samples(from, to, atMost), hosts));
    }

    Reply auctions(int atMost, int bids) throws JsonProcessingException {
        return json(Map.of("auctions", rows(fleet.auctions(atMost).stream(), bids)));
    }

    /** One auction, or none when it is known no more. */
    Reply auction(String auction, int bids) throws JsonProcessingException {
        Stream<AuctionRow> rows = fleet.auctions(Api.MOST_ROWS).stream()
                .filter(row -> row.newest().auction().equals(auction));
        return json(Map.of("auctions", rows(rows, bids)));
    }

    private static List<Auction> rows(Stream<AuctionRow> rows, int bids) {
        return rows.map(row -> new Auction(BestBids.of(row.newest(), bids), row.times(), row.since()))
                .toList();
    }

    Reply migrations(int atMost) throws JsonProcessingException {
        return json(Map.of("migrations", fleet.migrations(atMost)));
    }

    Reply advice(int atMost) throws JsonProcessingException {
        return json(Map.of("advice", fleet.advice(atMost)));
    }

    /** Only of hosts that do nothing else. */
    Reply adviceOfAdvising(int atMost) throws JsonProcessingException {
        Set<String> advising = fleet.hosts().stream()
                .map(HostDocument::of)
                .filter(HostDocument::advises)
                .map(HostDocument::host)
                .collect(Collectors.toSet());
        List<Advice> advice = fleet.advice(Integer.MAX_VALUE).stream()
                .filter(one -> advising.contains(one.host()))
                .limit(atMost)
                .toList();
        return json(Map.of("advice", advice));
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
