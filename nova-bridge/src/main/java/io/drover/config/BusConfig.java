package io.drover.config;

import java.nio.file.Path;
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
                configuration.require(Options.TRANSPORT_URL),
                configuration.find(Options.FLEET_KEY_FILE),
                configuration.find(Options.AMQP_USER_PATTERN));
    }

    @Override
    public String toString() {
        return transportUrl.replaceAll("//.*@", "//***@") + (fleetKeyFile.isPresent() ? ", signed" : "");
    }
}
