/** What a test or the lab starts: an OpenStack that answers HTTP, a broker, and the faults of both. */
package io.drover.emulator;
