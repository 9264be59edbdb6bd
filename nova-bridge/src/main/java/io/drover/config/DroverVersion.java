package io.drover.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which Drover this is. */
public final class DroverVersion {

    private DroverVersion() {}

    /** {@code 1.2.3}; the build writes it into a resource. */
    public static String number() {
        try (InputStream text = DroverVersion.class.getResourceAsStream("version")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
