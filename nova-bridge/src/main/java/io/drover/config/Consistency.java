package io.drover.config;

import io.drover.telemetry.HostLoadSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must hold between options, each of which is right by itself. */
final class Consistency {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

    private Consistency() {}

    static List<String> faults(Configuration configuration) {
        List<String> faults = new ArrayList<>();
        double push = configuration.get(Options.PUSH);
        double pull = configuration.get(Options.PULL);
        if (pull >= push) {
            faults.add(at(configuration, Options.PULL) + ": [thresholds] pull " + pull + " must be below push " + push);
        }
        double memoryPush = configuration.get(Options.MEMORY_PUSH);
        double memoryPull = configuration.get(Options.MEMORY_PULL);
        if (memoryPull >= memoryPush) {
            faults.add(at(configuration, Options.MEMORY_PULL) + ": [thresholds] memory_pull " + memoryPull
                    + " must be below memory_push " + memoryPush);
        }
        Duration reply = configuration.get(Options.REPLY_TIMEOUT);
        if (configuration.get(Options.LOCK_TIMEOUT).compareTo(reply.multipliedBy(2)) <= 0) {
            faults.add(at(configuration, Options.LOCK_TIMEOUT) + ": [auction] lock_timeout must be more than twice"
                    + " reply_timeout, or no bid could be awarded");
        }
        if (configuration.get(TelemetryOptions.MAX_AGE).compareTo(configuration.get(TelemetryOptions.INTERVAL)) < 0) {
            faults.add(at(configuration, TelemetryOptions.MAX_AGE)
                    + ": [telemetry] max_age must not be less than interval");
        }
        faults.addAll(PrometheusConfig.faults(configuration));
        open(configuration, Options.LISTEN, Options.TOKEN_FILE).ifPresent(faults::add);
        open(configuration, Options.METRICS_LISTEN, Options.METRICS_TOKEN_FILE).ifPresent(faults::add);
        return faults;
    }

    private static Optional<String> open(
            Configuration configuration, Option<InetSocketAddress> listen, Option<Path> token) {
        Optional<InetSocketAddress> address = configuration.find(listen);
        if (address.isEmpty() || configuration.find(token).isPresent()) return Optional.empty();
        if (loopback(address.get().getHostString())) return Optional.empty();
        return Optional.of(at(configuration, listen) + ": " + listen.title() + " is open to other machines and needs "
                + token.name());
    }

    /** By its name alone; IPv6 with or without brackets. */
    static boolean loopback(String host) {
        return LOOPBACK.matcher(host.replaceAll("[\\[\\]]", "")).matches();
    }

    static List<String> warnings(Configuration configuration) {
        List<String> warnings = new ArrayList<>();
        HostLoadSource source = configuration.get(TelemetryOptions.HOST_LOAD_SOURCE);
        boolean averages =
                source == HostLoadSource.AUTO || source == HostLoadSource.NOVA || source == HostLoadSource.PROC;
        if (!averages && configuration.explicit(TelemetryOptions.LOAD_MINUTES)) {
            warnings.add(at(configuration, TelemetryOptions.LOAD_MINUTES)
                    + ": [telemetry] load_minutes means nothing with" + " host_load_source " + OptionText.word(source));
        }
        if (configuration
                        .get(MigrationOptions.STALL_TIMEOUT)
                        .compareTo(configuration.get(MigrationOptions.COMPLETION_TIMEOUT))
                >= 0) {
            warnings.add(at(configuration, MigrationOptions.STALL_TIMEOUT)
                    + ": [migration] stall_timeout is not below completion_timeout and can have no effect");
        }
        warnings.addAll(PrometheusConfig.warnings(configuration));
        for (Path file : configuration.files()) {
            if (holdsSecret(configuration, file)) openToAll(file).ifPresent(warnings::add);
        }
        return warnings;
    }

    /** A warning when others than owner and group may read it. */
    static Optional<String> openToAll(Path secret) {
        try {
            boolean open = Files.getPosixFilePermissions(secret).contains(PosixFilePermission.OTHERS_READ);
            return open
                    ? Optional.of(secret + " holds secrets and every user can read it: chmod o-r")
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean holdsSecret(Configuration configuration, Path file) {
        return Options.all().stream()
                .filter(Option::secret)
                .anyMatch(option -> configuration.origin(option).startsWith(file + ":"));
    }

    private static String at(Configuration configuration, Option<?> option) {
        return configuration.origin(option);
    }
}
