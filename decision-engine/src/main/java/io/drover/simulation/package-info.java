/**
 * A whole fleet in virtual time: the product's own nodes and engines over simulated ports. Deterministic: the same
 * scenario gives the same trace, byte for byte, in any JVM.
 */
package io.drover.simulation;
