package io.drover.simulation;

/** Something that always holds, whatever the faults; looks at each happening and reports when it does not. */
interface Invariant extends Spectator {

    /** Its name: what holds. */
    String sentence();
}
