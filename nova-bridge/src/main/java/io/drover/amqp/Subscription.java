package io.drover.amqp;

import io.drover.auction.Address;
import io.drover.wire.RoutingKey;
import java.util.List;
import java.util.UUID;

/**
 * Who listens: the name that its messages carry as their source, its queue, and what that queue hears.
 *
 * @param name host of an agent, or a name of its own
 * @param queue without the exchange's name, which goes before it
 */
public record Subscription(String name, String queue, List<Address> hears) {

    public Subscription {
        hears = List.copyOf(hears);
    }

    /** The agent of a host. Its queue bears the host's name, so that a second agent is refused by the broker. */
    public static Subscription agent(String host, String group) {
        return new Subscription(
                host, "agent." + host, List.of(Address.host(host), new Address.Group(group), Address.FLEET));
    }

    /** A measurement point, of which there may be several, each hearing everything. */
    public static Subscription measurementPoint(String name) {
        return observer(name, "measure", List.of(Address.host(name), Address.MEASUREMENT_POINT));
    }

    /** Who asks and hears the answers, a command for one. */
    public static Subscription visitor(String name) {
        return observer(name, "visitor", List.of(Address.host(name)));
    }

    private static Subscription observer(String name, String kind, List<Address> hears) {
        return new Subscription(name, kind + "." + UUID.randomUUID(), hears);
    }

    List<String> bindings() {
        return hears.stream().map(RoutingKey::of).toList();
    }
}
