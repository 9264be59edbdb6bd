package io.drover.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDocumentsTest {

    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        visitor = new Visitor(StagedFleet.of(6), Optional.empty());
    }

    @AfterEach
    void close() {
        visitor.close();
    }

    @Test
    void theFleetTellsOfEachHost() throws Exception {
        JsonNode fleet = visitor.document("/api/v1/fleet");
        assertThat(fleet.path("now").textValue()).isEqualTo("2026-01-31T13:24:00Z");
        assertThat(fleet.path("intervalSeconds").doubleValue()).isEqualTo(5);
        assertThat(fleet.path("hosts")).hasSize(6);
        JsonNode host = fleet.path("hosts").path(4);
        assertThat(host.fieldNames())
                .toIterable()
                .containsExactly(
                        "host",
                        "group",
                        "cpus",
                        "load",
                        "measured",
                        "pending",
                        "push",
                        "pull",
                        "basePush",
                        "basePull",
                        "memory",
                        "mode",
                        "paused",
                        "draining",
                        "lockedBy",
                        "unavailable",
                        "heardAt",
                        "attempts",
                        "migrations",
                        "failed",
                        "lastDecision");
        assertThat(host.path("host").textValue()).isEqualTo("compute-05");
        assertThat(host.path("load").doubleValue()).isCloseTo(0.52, within(0.03));
        assertThat(host.path("mode").textValue()).isEqualTo("enforce");
        assertThat(host.path("lockedBy").textValue()).isEqualTo("compute-05/mjv0q2k1/9");
        assertThat(host.path("failed").intValue()).isEqualTo(1);
    }

    @Test
    void samplesAreColumnsOfOneLengthWithGapsMarked() throws Exception {
        JsonNode samples = visitor.document("/api/v1/samples");
        int length = samples.path("at").size();
        assertThat(length).isEqualTo(24 * 12 + 1 - 23);
        for (String column : List.of("gap", "systemPerformance", "normalizedLoad", "attempts", "overheadKbPerSecond")) {
            assertThat(samples.path(column)).as(column).hasSize(length);
        }
        assertThat(samples.path("hosts")).hasSize(6);
        for (JsonNode host : samples.path("hosts")) {
            assertThat(host.path("load")).hasSize(length);
            assertThat(host.path("push")).hasSize(length);
        }
        int gap = 16 * 12 + 1;
        assertThat(samples.path("gap").path(gap).booleanValue()).isTrue();
        assertThat(samples.path("at").path(gap).doubleValue()
                        - samples.path("at").path(gap - 1).doubleValue())
                .isEqualTo(120);
        assertThat(samples.path("overheadKbPerSecond").path(gap).isNull())
                .as("what was not measured is null, not NaN")
                .isTrue();
    }

    @Test
    void aSpanAndACountMayBeAskedFor() throws Exception {
        JsonNode samples =
                visitor.document("/api/v1/samples?from=2026-01-31T13:00:00Z&to=2026-01-31T13:10:00Z&atMost=7");
        assertThat(samples.path("at")).hasSize(7);
        assertThat(samples.path("at").path(0).longValue()).isEqualTo(StagedFleet.START.getEpochSecond());
        assertThat(samples.path("at").path(6).longValue()).isEqualTo(StagedFleet.START.getEpochSecond() + 600);
        assertThat(visitor.document("/api/v1/auctions?atMost=2").path("auctions"))
                .hasSize(2);
    }

    @Test
    void auctionsTellOfEachBidWhatBecameOfIt() throws Exception {
        JsonNode auctions = visitor.document("/api/v1/auctions").path("auctions");
        assertThat(auctions).hasSize(4);
        assertThat(auctions.path(0).path("endedAt").isNull()).isTrue();
        JsonNode first = auctions.path(3);
        assertThat(first.path("bids").findValuesAsText("verdict"))
                .containsExactly("lost", "lost", "silent", "declined", "won");
        assertThat(first.path("bids").path(2).path("entropyAfter").isNull()).isTrue();
        assertThat(first.path("bids").path(4).path("why").textValue()).isNotEmpty();
    }

    @Test
    void migrationsTellWhatWasPredictedAndWhatIsReal() throws Exception {
        JsonNode migrations = visitor.document("/api/v1/migrations").path("migrations");
        assertThat(migrations.findValuesAsText("status"))
                .containsExactly("running", "completed", "completed", "failed", "completed");
        assertThat(migrations.path(0).path("seconds").isNull()).isTrue();
        assertThat(migrations.path(0).path("progress").doubleValue()).isEqualTo(0.62);
        assertThat(migrations.path(1).path("predictedSeconds").doubleValue()).isEqualTo(22.1);
    }

    @Test
    void ofTheFleetAPartMayBeAskedForAndWhatThereIsInAllIsTold() throws Exception {
        JsonNode fleet = visitor.document("/api/v1/fleet?search=COMPUTE&sort=-load&offset=1&atMost=2");
        assertThat(fleet.path("hosts").findValuesAsText("host")).containsExactly("compute-03", "compute-01");
        JsonNode summary = fleet.path("summary");
        assertThat(summary.path("total").intValue()).isEqualTo(6);
        assertThat(summary.path("matching").intValue()).isEqualTo(6);
        assertThat(summary.path("hot").path("count").intValue()).isZero();
        assertThat(summary.path("highest").doubleValue())
                .isGreaterThanOrEqualTo(fleet.path("hosts").path(0).path("load").doubleValue());
        JsonNode one = visitor.document("/api/v1/fleet?search=-04");
        assertThat(one.path("hosts").findValuesAsText("host")).containsExactly("compute-04");
        assertThat(one.path("summary").path("matching").intValue()).isEqualTo(1);
        try (Visitor paused = new Visitor(StagedFleet.paused(5), Optional.empty())) {
            JsonNode some = paused.document("/api/v1/fleet").path("summary").path("paused");
            assertThat(some.path("count").intValue()).isEqualTo(5);
            assertThat(some.path("hosts")).hasSize(3);
        }
    }

    @Test
    void theHeatIsAColumnEachAndWhatIsOutOfTheOrdinaryComesFirst() throws Exception {
        JsonNode heat = visitor.document("/api/v1/heat");
        assertThat(heat.path("hosts")).hasSize(6);
        assertThat(heat.path("loads").path(4).doubleValue()).isCloseTo(0.52, within(0.03));
        assertThat(heat.path("temperatures")).hasSize(6);
        try (Visitor many = new Visitor(StagedFleet.of(120), Optional.empty())) {
            JsonNode few = many.document("/api/v1/heat?atMost=10");
            assertThat(few.path("total").intValue()).isEqualTo(120);
            assertThat(few.path("hosts")).hasSize(10);
            assertThat(few.path("temperatures"))
                    .hasSize(10)
                    .noneMatch(one -> one.textValue().equals("normal"));
        }
    }

    @Test
    void samplesOfSomeHostsTellHowAllLie() throws Exception {
        JsonNode samples = visitor.document("/api/v1/samples?hosts=compute-02,compute-05,nobody");
        assertThat(samples.path("hosts").findValuesAsText("host")).containsExactly("compute-02", "compute-05");
        JsonNode spread = samples.path("spread");
        int length = samples.path("at").size();
        for (String column : List.of("most", "upper", "median", "lower", "least", "pushMost", "pullLeast")) {
            assertThat(spread.path(column)).as(column).hasSize(length);
        }
        assertThat(spread.path("most").path(0).doubleValue())
                .isGreaterThan(spread.path("median").path(0).doubleValue());
        assertThat(visitor.document("/api/v1/samples?hosts=").path("hosts")).isEmpty();
        assertThat(visitor.document("/api/v1/samples").has("spread")).isFalse();
    }

    @Test
    void anAuctionMayBeAskedForWithFewerBidsOrAlone() throws Exception {
        JsonNode first =
                visitor.document("/api/v1/auctions?bids=2").path("auctions").path(3);
        assertThat(first.path("bids").findValuesAsText("verdict")).containsExactly("lost", "won");
        assertThat(first.path("moreBids").intValue()).isEqualTo(3);
        String id = first.path("auction").textValue();
        JsonNode alone = visitor.document("/api/v1/auctions?auction=" + id).path("auctions");
        assertThat(alone).hasSize(1);
        assertThat(alone.path(0).path("bids")).hasSize(5);
        assertThat(visitor.document("/api/v1/auctions?auction=none").path("auctions"))
                .isEmpty();
    }

    @Test
    void adviceMayBeOfThoseThatOnlyAdvise() throws Exception {
        try (Visitor advising = new Visitor(StagedFleet.advising(6), Optional.empty())) {
            assertThat(advising.document("/api/v1/advice?only=advising&atMost=1")
                            .path("advice"))
                    .hasSize(1);
        }
    }

    @Test
    void longAnswersAreCompressedForThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> response = visitor.bytes("/api/v1/samples", "Accept-Encoding", "gzip");
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        byte[] body = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(body).isEqualTo(visitor.bytes("/api/v1/samples").body());
        assertThat(response.body().length).isLessThan(body.length / 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "samples?from=yesterday | from \"yesterday\" is not a time such as 2026-01-31T12:00:00Z",
                "samples?from=2026-01-31T14:00:00Z | from 2026-01-31T14:00:00Z is after to 2026-01-31T13:24:00Z",
                "samples?atMost=1 | atMost \"1\" is not a whole number between 2 and 5000",
                "samples?atMost=many | atMost \"many\" is not a whole number between 2 and 5000",
                "auctions?atMost=99999999999 | atMost \"99999999999\" is not a whole number between 1 and 1000",
                "migrations?since=1 | there is no parameter \"since\" here, only atMost",
                "fleet?x | there is no parameter \"x\" here, only search, sort, offset, atMost",
                "fleet?sort=size | sort \"size\" is not one of host, -host, load, -load",
                "fleet?offset=-1 | offset \"-1\" is not a whole number between 0 and 2147483647",
                "heat?atMost=0 | atMost \"0\" is not a whole number between 1 and 10000",
                "advice?only=hot | only \"hot\" is not advising",
                "advice?atMost=3&atMost=4 | parameter atMost is given twice",
            })
    void whatMakesNoSenseIsToldInOneSentence(String path, String sentence) throws Exception {
        HttpResponse<String> response = visitor.get("/api/v1/" + path.strip());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"error\":\"" + sentence.strip().replace("\"", "\\\"") + "\"}");
    }

    @Test
    void aFleetThatNobodyHeardIsEmpty() throws Exception {
        try (Visitor alone = new Visitor(StagedFleet.silent(), Optional.empty())) {
            assertThat(alone.document("/api/v1/fleet").path("hosts")).isEmpty();
            assertThat(alone.document("/api/v1/samples").path("at")).isEmpty();
            assertThat(alone.document("/api/v1/advice").path("advice")).isEmpty();
        }
        assertThat(visitor.get("/api/v1/nothing").statusCode()).isEqualTo(404);
    }
}
