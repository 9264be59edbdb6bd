package io.drover.auction;

/** Whom a message is for. */
public sealed interface Address {

    /** One agent, by its host's name. */
    record Host(String name) implements Address {}

    /** Every agent of a group. */
    record Group(String name) implements Address {}

    /** Every agent. */
    record Fleet() implements Address {}

    /** The measurement point, wherever it is; nobody needs to listen. */
    record MeasurementPoint() implements Address {}

    static Address host(String name) {
        return new Host(name);
    }

    Address FLEET = new Fleet();
    Address MEASUREMENT_POINT = new MeasurementPoint();
}
