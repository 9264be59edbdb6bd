package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;

/** Sees what happens in a simulated fleet, in order, and changes nothing. */
interface Spectator {

    /** The agent is about to handle it. */
    default void heard(SimulatedAgent agent, Event event) {}

    /** The agent's engine decided this; it is not performed yet. */
    default void decided(SimulatedAgent agent, Effect effect) {}

    /** The agent has handled an event and performed all that it decided. */
    default void handled(SimulatedAgent agent) {}

    /** The agent's engine and timers are gone. */
    default void crashed(SimulatedAgent agent) {}

    /** The network did not deliver it to this agent. */
    default void lost(SimulatedAgent receiver, Envelope envelope) {}

    /** Nova answered 202. */
    default void requested(SimulatedMigration migration) {}

    /** Nova shows an outcome, and the server is where it ends up. */
    default void ended(SimulatedMigration migration) {}

    /** The run is over. */
    default void finished() {}
}
