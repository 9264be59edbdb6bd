package io.drover.config;

import io.drover.runtime.SmallFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where an agent posts what happens.
 *
 * @param on the words of what is posted
 * @param secret empty: requests are not signed
 * @param cafile authorities to trust in place of the system's
 * @param timeout of one request, its answer included
 */
public record NotifyConfig(URI url, Set<String> on, Optional<String> secret, Optional<Path> cafile, Duration timeout) {

    /** All there are. */
    public static final Set<String> WORDS = Set.of("moved", "failed", "refused_hot", "paused");

    private static final int SECRET_AT_LEAST = 16;
    private static final int FILE_AT_MOST = 64 << 10;

    /**
     * Empty: nowhere.
     *
     * @throws InvalidConfiguration when {@code on} has another word, or the secret is of no use
     */
    public static Optional<NotifyConfig> of(Configuration configuration) {
        return configuration.find(NotifyOptions.URL_OF).map(url -> {
            Set<String> on = new TreeSet<>(configuration.get(NotifyOptions.ON));
            on.stream().filter(word -> !WORDS.contains(word)).findFirst().ifPresent(word -> {
                throw new InvalidConfiguration(configuration.origin(NotifyOptions.ON) + ": [notify] on: " + word
                        + " is not one of " + String.join(", ", new TreeSet<>(WORDS)));
            });
            return new NotifyConfig(
                    url,
                    on,
                    configuration.find(NotifyOptions.SECRET_FILE).map(NotifyConfig::secret),
                    configuration.find(NotifyOptions.CAFILE),
                    configuration.get(NotifyOptions.TIMEOUT));
        });
    }

    private static String secret(Path file) {
        try {
            String secret = SmallFile.text(file, FILE_AT_MOST)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (secret.length() >= SECRET_AT_LEAST) return secret;
        } catch (IOException e) {
            throw new InvalidConfiguration("the secret file " + file + " cannot be read");
        }
        throw new InvalidConfiguration(
                "the secret file " + file + " must begin with a line of at least " + SECRET_AT_LEAST + " characters");
    }

    /** Without the address, which may hold a secret. */
    @Override
    public String toString() {
        return "a webhook at " + url.getHost() + " for " + String.join(", ", on);
    }
}
