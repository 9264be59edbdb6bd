package io.drover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** {@code drover 1.2.3}; the build writes it into a resource. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"drover " + number()};
    }

    static String number() throws IOException {
        try (InputStream text = Version.class.getResourceAsStream("version")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
