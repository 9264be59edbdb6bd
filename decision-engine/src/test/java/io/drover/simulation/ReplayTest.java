package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Faults;
import io.drover.scenario.Pattern;
import io.drover.scenario.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same seed gives the same trace, byte for byte: in one JVM, in another one, in one of another release. */
class ReplayTest {

    private static final Path NEWEST = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64/bin/java");
    private static final long SEED = 17;

    /** Prints the digest of a run's trace; the other JVMs start here. */
    public static void main(String[] arguments) {
        System.out.println(digest(SEED));
    }

    private static String digest(long seed) {
        Faults faults = Faults.parse(FaultPropertiesTest.FAULTS);
        Workload workload =
                Fleets.workload(StrategyName.HYBRID, Pattern.FLUCTUATION, Duration.ofSeconds(4000), seed, faults);
        MessageDigest digest = sha256();
        Result result = Simulation.run(
                workload.scenario(),
                AuctionEngine::new,
                MessageSize.ESTIMATE,
                line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(result.summary().migrations()).isPositive();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    @Test
    void inOneJvm() {
        assertThat(digest(SEED)).isEqualTo(digest(SEED)).isNotEqualTo(digest(SEED + 1));
    }

    /** Other identity hashes show an order that hangs on them. */
    @Test
    void inAnotherJvm() throws Exception {
        Path own = Path.of(System.getProperty("java.home"), "bin", "java");
        assertThat(elsewhere(own, "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2"))
                .isEqualTo(digest(SEED));
    }

    @Test
    void inTheNewestJvm() throws Exception {
        assumeThat(NEWEST).exists();
        assertThat(elsewhere(NEWEST)).isEqualTo(digest(SEED));
    }

    private static String elsewhere(Path java, String... options) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("replay", ".txt");
        List<String> command = new java.util.ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ReplayTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(printed).strip();
        Files.delete(printed);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
