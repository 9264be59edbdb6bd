package io.drover.wire;

import io.drover.auction.Address;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An address in words: the AMQP routing key, the binding that hears it, and the destination field of a message are
 * the same text. A topic exchange's wildcards are escaped, so that nobody's name listens to others' messages.
 */
public final class RoutingKey {

    /** AMQP's short string, in bytes. */
    public static final int MAX_BYTES = 255;

    private static final String HOST = "host.";
    private static final String GROUP = "group.";
    private static final String FLEET = "fleet";
    private static final String MEASURE = "measure";

    private RoutingKey() {}

    /**
     * @throws IllegalArgumentException with one sentence when the name is empty or too long for AMQP
     */
    public static String of(Address address) {
        if (address instanceof Address.Host host) return named(HOST, host.name());
        if (address instanceof Address.Group group) return named(GROUP, group.name());
        if (address instanceof Address.Fleet) return FLEET;
        if (address instanceof Address.MeasurementPoint) return MEASURE;
        throw new AssertionError(address);
    }

    /** Empty: not what {@link #of} writes. */
    public static Optional<Address> parse(String text) {
        if (text.equals(FLEET)) return Optional.of(Address.FLEET);
        if (text.equals(MEASURE)) return Optional.of(Address.MEASUREMENT_POINT);
        Address address;
        if (text.startsWith(HOST)) address = new Address.Host(unescaped(text.substring(HOST.length())));
        else if (text.startsWith(GROUP)) address = new Address.Group(unescaped(text.substring(GROUP.length())));
        else return Optional.empty();
        return fits(text) && !text.endsWith(".") && of(address).equals(text) ? Optional.of(address) : Optional.empty();
    }

    private static String named(String prefix, String name) {
        if (name.isEmpty()) throw new IllegalArgumentException("a message needs the name of a host or group");
        String key = prefix + escaped(name);
        if (!fits(key)) throw new IllegalArgumentException("the name \"" + name + "\" is too long for AMQP");
        return key;
    }

    private static boolean fits(String key) {
        return key.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace("*", "%2A").replace("#", "%23");
    }

    private static String unescaped(String name) {
        return name.replace("%23", "#").replace("%2A", "*").replace("%25", "%");
    }
}
