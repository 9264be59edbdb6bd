package io.drover.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.cli.CommandFault;
import io.drover.scenario.Recording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {

    private static final String TWO = "vm,t0,t1,t2\na,0,50,100\nb,7,8,9\n";

    @TempDir
    private Path directory;

    @Test
    void readsGzippedAndPlainFiles() throws IOException {
        for (byte[] bytes : new byte[][] {zipped(TWO), TWO.getBytes(StandardCharsets.UTF_8)}) {
            Recording recording = TraceFile.read(file(bytes));
            assertThat(recording.interval()).isEqualTo(Duration.ofSeconds(300));
            assertThat(recording.rows()).containsExactly(new short[] {0, 5000, 10_000}, new short[] {700, 800, 900});
        }
    }

    /** Public recordings, such as those of Azure and Bitbrains, have decimals. */
    @Test
    void decimalsAreKeptToHundredths() throws IOException {
        Recording recording =
                TraceFile.read(file("vm,t0,t1,t2,t3\na,6.8,0.0933333,100.0,1.5e-1\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(recording.rows()).containsExactly(new short[] {680, 9, 10_000, 15});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vm;t0;t1 | , line 1: the header is not vm,t0,t1,…",
                "'' | , line 1: the header is not vm,t0,t1,…",
                "vm,t0 | , line 2: there are no servers",
                "vm,t0,t1/a,1 | , line 2: there are 1 values where the header has 2",
                "vm,t0/a,1/b,101 | , line 3: \"101\" is not a percentage of 0..100",
                "vm,t0/a,-1 | , line 2: \"-1\" is not a percentage of 0..100",
                "vm,t0/a,much | , line 2: \"much\" is not a percentage of 0..100",
                "vm,t0/a,99999999999999999999999 | , line 2: \"99999999999999999999…\" is not a percentage of 0..100",
                "vm,t0/a,100.1 | , line 2: \"100.1\" is not a percentage of 0..100",
                "vm,t0/a,1e999 | , line 2: \"1e999\" is not a percentage of 0..100",
                "vm,t0/a,NaN | , line 2: \"NaN\" is not a percentage of 0..100",
                "vm,t0/a,0x1p3 | , line 2: \"0x1p3\" is not a percentage of 0..100",
                "vm,t0/a, | , line 2: \"\" is not a percentage of 0..100",
            })
    void tellsWhatIsWrongInOneSentence(String content, String problem) throws IOException {
        Path file = file(content.replace('/', '\n').getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> TraceFile.read(file))
                .isInstanceOfSatisfying(
                        CommandFault.class, fault -> assertThat(fault.status()).isEqualTo(CommandFault.USAGE))
                .hasMessage("trace file " + file + problem);
    }

    @Test
    void aFileThatIsCutShortOrAbsentIsToldToo() throws IOException {
        byte[] whole = zipped(TWO);
        Path cut = file(Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> TraceFile.read(cut))
                .hasMessage("trace file " + cut + " cannot be read: Unexpected end of ZLIB input stream");
        Path absent = directory.resolve("absent.csv.gz");
        assertThatThrownBy(() -> TraceFile.read(absent)).hasMessage("there is no trace file " + absent);
        assertThatThrownBy(() -> TraceFile.read(directory))
                .hasMessageStartingWith("trace file " + directory + " cannot be read: ");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("trace.csv.gz"), bytes);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
