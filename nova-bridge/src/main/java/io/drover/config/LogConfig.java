package io.drover.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A service's log.
 *
 * @param file empty: stderr
 * @param debug whether entries of level DEBUG are written
 */
public record LogConfig(Optional<Path> file, LogFormat format, boolean debug) {

    /**
     * @param service {@code agent} or {@code measure}
     */
    public static LogConfig of(Configuration configuration, String service) {
        Optional<Path> directory = configuration.find(LogOptions.LOG_DIR);
        Path name = configuration.find(LogOptions.LOG_FILE).orElse(Path.of("drover-" + service + ".log"));
        boolean any =
                directory.isPresent() || configuration.find(LogOptions.LOG_FILE).isPresent();
        return new LogConfig(
                any ? Optional.of(directory.map(d -> d.resolve(name)).orElse(name)) : Optional.empty(),
                configuration.get(LogOptions.LOG_FORMAT),
                configuration.get(Options.DEBUG));
    }
}
