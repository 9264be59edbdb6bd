package io.drover.journal;

import io.drover.model.ChangeWindows;
import io.drover.model.Settings;
import java.time.Instant;
import java.util.List;

/**
 * What a replay needs besides the events: an engine made of these decides alike.
 *
 * @param settings read back, their change windows are always open: those are code
 * @param windows the change windows as the configuration spells them; none: always open
 * @param zone in which they are meant
 * @param seed of the engine's random generator
 */
public record JournalRun(Settings settings, List<String> windows, String zone, long seed, Instant startedAt) {

    public JournalRun {
        windows = List.copyOf(windows);
    }

    /** The settings of a run that was read back, with the change windows that {@link #windows} spells. */
    public Settings settings(ChangeWindows open) {
        return settings.with(settings.migration().toBuilder().windows(open).build());
    }
}
