package io.drover.cli;

import io.drover.config.Configuration;
import io.drover.config.Environment;
import io.drover.config.LogConfig;
import io.drover.config.Option;
import io.drover.config.Options;
import io.drover.wire.Printable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a command may use of its process.
 *
 * @param out data
 * @param err words for people
 * @param global the options of {@code drover} itself, once the command line is parsed
 */
public record CommandSession(PrintStream out, PrintStream err, Environment environment, Supplier<Global> global) {

    /**
     * @param configFiles in this order; empty: the system's
     * @param configDirectories read after the files, by name
     * @param debug log more, and show stack traces
     */
    public record Global(List<Path> configFiles, List<Path> configDirectories, boolean debug) {
        public Global {
            configDirectories = List.copyOf(configDirectories);
            configFiles = List.copyOf(configFiles);
        }
    }

    /** As {@link #read}, and tells its warnings on stderr. */
    public Configuration configuration(Map<Option<?>, String> flags) {
        Configuration configuration = read(flags);
        configuration.warnings().forEach(this::warn);
        return configuration;
    }

    /**
     * Reads the configuration and sets up the log by it.
     *
     * @param flags what the command's own flags say; they win
     * @throws io.drover.config.InvalidConfiguration with everything that is wrong
     */
    public Configuration read(Map<Option<?>, String> flags) {
        Map<Option<?>, String> typed = new LinkedHashMap<>(flags);
        if (global.get().debug()) typed.put(Options.DEBUG, "true");
        Configuration configuration =
                Configuration.load(global.get().configFiles(), global.get().configDirectories(), environment, typed);
        Logging.configure(configuration.get(Options.DEBUG), environment);
        return configuration;
    }

    /**
     * As {@link #configuration}, for a service: its log goes where the configuration says.
     *
     * @param service {@code agent} or {@code measure}
     */
    public Configuration service(String service, Map<Option<?>, String> flags) {
        Configuration configuration = configuration(flags);
        Logging.configure(LogConfig.of(configuration, service), environment);
        return configuration;
    }

    public void warn(String sentence) {
        err.println("drover: warning: " + Printable.line(sentence));
    }
}
