package io.drover.journal;

import io.drover.model.Settings;
import java.time.Instant;

/**
 * What a replay needs besides the events: an engine made of these decides alike.
 *
 * @param settings its change windows are not kept as they are, but as {@code windows}
 * @param windows the change windows as the configuration spells them; empty: always open
 * @param seed of the engine's random generator
 */
public record Run(Settings settings, String windows, long seed, Instant startedAt) {}
