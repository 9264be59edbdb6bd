/** The senses: what this host is, carries and does, as one observation per round. */
package io.drover.telemetry;
