package io.drover.config;

import io.drover.amqp.TransportUrl;
import io.drover.amqp.Trust;
import io.drover.amqp.UserPattern;
import io.drover.wire.FleetKeyFile;
import io.drover.wire.MessageSeal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How agents reach each other.
 *
 * @param transportUrl in oslo.messaging's form, with the password
 * @param fleetKeyFile empty: messages are not signed
 * @param userPattern how the broker's users are named after hosts; empty: a message's user is not looked at
 */
public record BusConfig(String transportUrl, Optional<Path> fleetKeyFile, Optional<String> userPattern) {

    /** @throws InvalidConfiguration when transport_url is missing */
    public static BusConfig of(Configuration configuration) {
        return new BusConfig(
                MessagingOptions.with(configuration, configuration.require(Options.TRANSPORT_URL)),
                configuration.find(Options.FLEET_KEY_FILE),
                configuration.find(Options.AMQP_USER_PATTERN));
    }

    /**
     * Which messages to believe. The fleet key's file is read now, and again when it changes.
     *
     * @param window how far apart clocks may be, in {@code clock}'s time
     * @throws IllegalArgumentException with one sentence when the fleet key is of no use
     */
    public Trust trust(Duration window, InstantSource clock) {
        Optional<MessageSeal> seal = fleetKeyFile.map(
                file -> new MessageSeal(new FleetKeyFile(file, InstantSource.system()), window, clock));
        return new Trust(seal, userPattern.map(UserPattern::new));
    }

    /**
     * The name that a measurement point or a command gives as its messages' source: agents that look at users believe
     * only that of its own user.
     *
     * @param otherwise where nobody looks at users
     */
    public String speaker(String otherwise) {
        String user = TransportUrl.parse(transportUrl).brokers().get(0).user();
        return userPattern
                .map(UserPattern::new)
                .flatMap(pattern -> pattern.host(user))
                .orElse(otherwise);
    }

    @Override
    public String toString() {
        return transportUrl.replaceAll("//.*@", "//***@") + (fleetKeyFile.isPresent() ? ", signed" : "");
    }
}
