package io.drover.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where something is shown over HTTP.
 *
 * @param listen unresolved
 * @param tokenFile its first line is the token; empty: none is asked for
 */
public record WebConfig(InetSocketAddress listen, Optional<Path> tokenFile) {

    private static final int TOKEN_AT_LEAST = 16;

    /** @throws InvalidConfiguration when the file holds no token */
    public Optional<String> token() {
        return tokenFile.map(WebConfig::read);
    }

    private static String read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            String token = lines.findFirst().orElse("").strip();
            if (token.length() >= TOKEN_AT_LEAST) return token;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new InvalidConfiguration("the token file " + file + " cannot be read");
        }
        throw new InvalidConfiguration(
                "the token file " + file + " must begin with a line of at least " + TOKEN_AT_LEAST + " characters");
    }

    @Override
    public String toString() {
        return "at " + listen + (tokenFile.isPresent() ? ", with a token" : "");
    }
}
