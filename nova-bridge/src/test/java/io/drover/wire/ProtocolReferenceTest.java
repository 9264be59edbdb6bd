package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Drewrite} makes the reference anew, after the golden files. */
class ProtocolReferenceTest {

    private static final Path FILE = Path.of("../doc/protocol.md");

    @Test
    void theReferenceIsUpToDate() throws IOException {
        String text = new ProtocolReference().text();
        if (System.getProperty("rewrite") != null) Files.writeString(FILE, text);
        assertThat(FILE).as("run again with -Drewrite").hasContent(text);
    }
}
