/** All negotiations of one agent: events in, effects out. One thread, no clock, no IO. */
package io.drover.engine;
