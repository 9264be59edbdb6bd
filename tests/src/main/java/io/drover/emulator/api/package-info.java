/** The OpenStack APIs over the emulated cloud: one class a service or a part of it, found by a table of routes. */
package io.drover.emulator.api;
