package io.drover.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.auction.Event;
import io.drover.auction.Pauses;
import io.drover.cli.Drover;
import io.drover.config.Scene;
import io.drover.journal.JournalRun;
import io.drover.journal.JsonJournal;
import io.drover.journal.RotationLimits;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int MINUTES = 60;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Drover.run(args, printed, told, new Scene(directory).environment());
    }

    private JsonNode rehearsed(String policy) throws IOException {
        out.reset();
        String[] args = ("simulate --recorded journals -f json --policy " + policy).split(" ");
        assertThat(run(args)).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private static String id(int number) {
        return String.format("00000000-0000-4000-8000-%012d", number);
    }

    private static ServerObservation server(int number, OptionalDouble load) {
        return ServerObservation.of(id(number), 1)
                .load(load)
                .memoryMib(512)
                .dirtyRate(1)
                .resources(Resources.of(1, 512, 1))
                .build();
    }

    /** An hour of a host of 4 CPUs that only advised, a sample each 10 s. */
    private void journal(String host, java.util.function.IntFunction<List<ServerObservation>> atMinute)
            throws IOException {
        JournalRun run = new JournalRun(
                Profile.DEFAULT.settings().on(host).in("az1").with(Mode.ADVISE), List.of(), "UTC", 1, START);
        Path state = Files.createDirectories(directory.resolve("work/journals").resolve(host));
        try (JsonJournal journal = JsonJournal.open(state, run, RotationLimits.DEFAULT, InstantSource.fixed(START))) {
            journal.heard(new Event.Started(START, Pauses.NONE));
            for (int sample = 0; sample < MINUTES * 6; sample++) {
                Instant at = START.plusSeconds(sample * 10L);
                List<ServerObservation> servers = atMinute.apply(sample / 6);
                double load =
                        servers.stream().mapToDouble(s -> s.load().orElse(0)).sum();
                journal.heard(new Event.Observed(at, observation(at, load, servers)));
            }
        }
    }

    private static HostObservation observation(Instant at, double load, List<ServerObservation> servers) {
        return new HostObservation(
                at,
                4,
                OptionalDouble.of(load),
                HostUsage.UNKNOWN,
                Resources.of(64 - servers.size(), 65_536 - 512L * servers.size(), 1000),
                Optional.empty(),
                servers,
                List.of(),
                OptionalInt.empty(),
                Optional.empty());
    }

    private static List<ServerObservation> servers(int from, int to, double each) {
        List<ServerObservation> servers = new ArrayList<>();
        for (int i = from; i < to; i++) servers.add(server(i, OptionalDouble.of(each)));
        return servers;
    }

    /** pm1 is at 0.9 for an hour, pm2 at 0.15; after half an hour somebody moves one server, which is not enough. */
    private void fleet() throws IOException {
        journal("pm1", minute -> servers(minute < 30 ? 0 : 1, 6, 0.6));
        journal("pm2", minute -> {
            List<ServerObservation> there = servers(10, 12, 0.3);
            if (minute >= 30) there.add(server(0, OptionalDouble.of(0.6)));
            return there;
        });
    }

    @Test
    void tellsWhatHappenedAndWhatTheRulesWouldHaveDone() throws IOException {
        fleet();
        JsonNode nobody = rehearsed("none");
        JsonNode happened = nobody.path("recorded");
        assertThat(happened.path("hotspotSeconds").asDouble()).isEqualTo(3600);
        assertThat(happened.path("migrations").asInt()).isEqualTo(1);
        assertThat(nobody.path("hotspotSeconds").asDouble()).isCloseTo(3600, within(60.0));
        assertThat(nobody.path("servers").asInt()).isEqualTo(8);
        assertThat(nobody.path("durationSeconds").asDouble()).isEqualTo(3600);

        JsonNode drover = rehearsed("drover");
        assertThat(drover.path("recorded")).isEqualTo(happened);
        assertThat(drover.path("hotspotSeconds").asDouble()).isLessThan(600);
        assertThat(drover.path("migrations").asInt()).isBetween(2, 4);
        assertThat(drover.path("systemPerformance").path("mean").asDouble())
                .isGreaterThan(happened.path("systemPerformance").path("mean").asDouble());
    }

    @Test
    void serversComeAndGoAsTheyDid() throws IOException {
        journal("pm1", minute -> servers(0, minute < 20 ? 3 : 2, 0.4));
        journal("pm2", minute -> servers(10, minute < 40 ? 12 : 13, 0.4));
        JsonNode nobody = rehearsed("none");
        assertThat(nobody.path("placements").size()).isEqualTo(5);
        assertThat(nobody.path("placements").has(id(2))).isFalse();
        assertThat(nobody.path("placements").path(id(12)).asText()).isEqualTo("pm2");
        assertThat(nobody.path("servers").asInt()).as("at the start").isEqualTo(5);
    }

    @Test
    void aServerWhoseLoadNobodyToldIsLeftOutAndSaid() throws IOException {
        journal("pm1", minute -> {
            List<ServerObservation> servers = servers(0, 3, 0.4);
            servers.add(server(9, OptionalDouble.empty()));
            return servers;
        });
        assertThat(rehearsed("none").path("placements").has(id(9))).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("drover: 1 servers are left out: no sample tells their load\n");
    }

    @Test
    void whatCannotBeReadIsOneSentence() throws IOException {
        assertThat(run("simulate", "--recorded", "nowhere")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nowhere does not exist");
        fleet();
        Files.createFile(directory.resolve("work/file"));
        err.reset();
        assertThat(run("simulate", "--recorded", "file")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("file is no directory");
        err.reset();
        assertThat(run("simulate", "--recorded", "journals", "--servers", "4")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("drover: --servers does not go with --recorded, which has its own\n");
        for (String made : List.of("--faults=loss=0.1", "--hypervisor=xen", "--cpus=4", "--arrivals=3")) {
            err.reset();
            assertThat(run("simulate", "--recorded", "journals", made)).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("drover: --recorded takes no faults");
        }
    }
}
