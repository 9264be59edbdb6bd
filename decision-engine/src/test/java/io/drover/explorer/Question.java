package io.drover.explorer;

import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import java.util.Locale;

/** What is explored, in one line: strategy, profile, hosts, servers, hot hosts, bounds. */
record Question(SmallFleet fleet, Bounds bounds) {

    static Question of(String line) {
        String[] words = line.strip().split("\\s+");
        SmallFleet fleet = SmallFleet.of(
                StrategyName.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Profile.valueOf(words[1].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]));
        return new Question(fleet, Bounds.of(words[5]));
    }
}
