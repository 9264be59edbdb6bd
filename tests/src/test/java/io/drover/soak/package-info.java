/** A small fleet of agent processes among faults of their machines, their broker and their cloud, for an hour. */
package io.drover.soak;
