package io.drover.config;

import io.drover.runtime.SmallFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where something is shown over HTTP.
 *
 * @param listen unresolved
 * @param tokenFile its first line is the token; empty: none is asked for
 */
public record WebConfig(InetSocketAddress listen, Optional<Path> tokenFile) {

    private static final int TOKEN_AT_LEAST = 16;
    private static final int FILE_AT_MOST = 64 << 10;

    /** @throws InvalidConfiguration when the file holds no token */
    public Optional<String> token() {
        return tokenFile.map(WebConfig::read);
    }

    private static String read(Path file) {
        try {
            String token = SmallFile.text(file, FILE_AT_MOST)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (token.length() >= TOKEN_AT_LEAST) return token;
        } catch (IOException e) {
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
