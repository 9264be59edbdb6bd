package io.drover.lab;

import io.drover.cli.CommandSession;
import io.drover.config.AgentConfig;
import io.drover.config.CloudOptions;
import io.drover.config.Configuration;
import io.drover.config.EngineConfig;
import io.drover.config.Environment;
import io.drover.config.MeasureConfig;
import io.drover.config.Option;
import io.drover.config.Options;
import io.drover.config.TelemetryOptions;
import io.drover.emulator.EmbeddedBroker;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.api.Credentials;
import io.drover.scenario.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the lab's agents are told, by an operator's options. What wins, first to last: where cloud and broker are, the
 * lab's flags, the environment's {@code DROVER_} variables, the operator's files, the lab's own file. The system's
 * configuration is not read.
 */
final class AgentOptions {

    /** At a higher speed the real time that an answer takes would be long in virtual time. */
    static final double UNHURRIED_SPEED = 20;

    private static final double USUAL_LAMBDA = 0.2;
    private static final int POLLS = 6;

    private final List<Path> files = new ArrayList<>();
    private final Environment environment;
    private final Path directory;
    private final Map<Option<?>, String> flags;

    /**
     * @param directory empty, for this lab alone
     */
    AgentOptions(CommandSession session, Path directory, Map<Option<?>, String> flags, double speed)
            throws IOException {
        this.directory = directory;
        this.flags = flags;
        files.add(Files.writeString(directory.resolve("lab.conf"), text(stretch(speed), poll(speed))));
        session.global().get().configFiles().stream()
                .map(session.environment().directory()::resolve)
                .forEach(files::add);
        SortedMap<String, String> variables =
                new TreeMap<>(session.environment().variables());
        variables.keySet().removeIf(name -> !name.startsWith("DROVER_"));
        this.environment = new Environment(variables, session.environment().directory(), directory, directory, "lab");
    }

    /** By what the agents' own times are longer. */
    static double stretch(double speed) {
        return Math.max(1, speed / UNHURRIED_SPEED);
    }

    /** Between two polls of Ceilometer: as rare as samples, in the cloud's steps of 5 s and at most every 300 s. */
    static Duration poll(double speed) {
        return Duration.ofSeconds(Math.min(300, 5 * Math.round(2 * stretch(speed))));
    }

    EngineConfig engine() {
        return EngineConfig.of(configuration(flags));
    }

    Duration interval() {
        return configuration(flags).get(TelemetryOptions.INTERVAL);
    }

    AgentConfig agent(String host, OpenStackEmulator cloud, EmbeddedBroker broker) {
        Credentials credentials = cloud.credentials();
        Map<Option<?>, String> all = new LinkedHashMap<>(flags);
        all.put(Options.HOST, host);
        all.put(Options.TRANSPORT_URL, broker.transportUrl());
        all.put(Options.STATE_PATH, directory.resolve("state").resolve(host).toString());
        all.put(CloudOptions.AUTH_URL, cloud.authUrl());
        all.put(CloudOptions.USERNAME, credentials.username());
        all.put(CloudOptions.PASSWORD, credentials.password());
        all.put(CloudOptions.PROJECT_NAME, credentials.project());
        all.put(CloudOptions.USER_DOMAIN_NAME, "Default");
        all.put(CloudOptions.PROJECT_DOMAIN_NAME, "Default");
        all.put(CloudOptions.REGION_NAME, credentials.region());
        return AgentConfig.of(configuration(all));
    }

    /** Its samples are in a file that goes with the lab, its page is on the loopback interface. */
    MeasureConfig measurement(EmbeddedBroker broker, int port) {
        Map<Option<?>, String> all = new LinkedHashMap<>(flags);
        all.put(Options.HOST, "lab");
        all.put(Options.TRANSPORT_URL, broker.transportUrl());
        all.put(Options.STATE_PATH, directory.resolve("measure").toString());
        all.put(Options.LISTEN, "127.0.0.1:" + port);
        return MeasureConfig.of(configuration(all));
    }

    private Configuration configuration(Map<Option<?>, String> all) {
        return Configuration.load(files, environment, all);
    }

    /** The world is the thesis' testbed: 100 Mb/s and small servers that dirty little. */
    private static String text(double stretch, Duration poll) {
        double interval = 10 * stretch;
        return String.join(
                "\n",
                "[telemetry]",
                "interval = " + decimal(interval),
                "inventory_interval = 10",
                "max_age = " + decimal(12 * interval),
                "server_max_age = " + decimal(POLLS * interval),
                "granularity = " + poll.toSeconds(),
                "ewma_lambda = " + decimal(1 - StrictMath.pow(1 - USUAL_LAMBDA, stretch)),
                "[auction]",
                "reply_timeout = " + decimal(10 * stretch),
                "lock_timeout = " + decimal(60 * stretch),
                "[migration]",
                "bandwidth_mb_s = " + decimal(Conditions.TESTBED.bandwidth()),
                "default_dirty_rate_mb_s = 1",
                "[measure]",
                "interval = " + decimal(5 * stretch),
                "");
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }
}
