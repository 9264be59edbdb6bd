package io.drover.transcript;

import io.drover.model.AuctionSettings;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.util.Locale;

/** Reads a story's world: one word and its values a line; everything else is prose. */
public final class StoryWorld {

    private StrategyName strategy = StrategyName.HYBRID;
    private Thresholds thresholds = Thresholds.DEFAULT;
    private Profile profile = Profile.DEFAULT;
    private Duration duration = Duration.ofMinutes(5);
    private boolean settling = true;
    private Mode mode = Mode.ENFORCE;

    private StoryWorld() {}

    public static Scenario read(String text) {
        StoryWorld world = new StoryWorld();
        text.lines().forEach(line -> world.setting(line.strip().split("\\s+")));
        Scenario.Builder scenario = Scenario.with(world.settings())
                .conditions(Conditions.TESTBED.smooth())
                .lasting(world.duration);
        text.lines().forEach(line -> thing(line.strip().split("\\s+"), scenario));
        return scenario.build();
    }

    private void setting(String[] words) {
        switch (words[0]) {
            case "strategy" -> strategy = StrategyName.valueOf(words[1].toUpperCase(Locale.ROOT));
            case "thresholds" -> thresholds = new Thresholds(number(words[1]), number(words[2]));
            case "profile" -> profile = Profile.valueOf(words[1].toUpperCase(Locale.ROOT));
            case "seconds" -> duration = Duration.ofSeconds(Long.parseLong(words[1]));
            case "mode" -> mode = Mode.valueOf(words[1].toUpperCase(Locale.ROOT));
            case "settling" -> settling = words[1].equals("on");
            default -> {}
        }
    }

    private static void thing(String[] words, Scenario.Builder scenario) {
        switch (words[0]) {
            case "host" -> scenario.host(HostSpec.of(words[1], Integer.parseInt(words[2]), 4096, 100));
            case "server" -> scenario.server(ServerSpec.of(words[1], words[2], 1, 256, demand(words)));
            case "approve" -> scenario.incident(new Incident.Approval(seconds(words[1]), words[2]));
            case "drain" -> scenario.incident(new Incident.Drain(words[1], seconds(words[2]), seconds(words[3])));
            default -> {}
        }
    }

    private static Duration seconds(String word) {
        return Duration.ofSeconds(Long.parseLong(word));
    }

    /** CPUs; or CPUs, seconds, and the CPUs from then on. */
    private static Demand demand(String[] words) {
        double cpus = number(words[3]);
        if (words.length < 6) return Demand.constant(cpus);
        return Demand.step(cpus, Duration.ofSeconds(Long.parseLong(words[4])), number(words[5]));
    }

    private Settings settings() {
        Settings settings = Testbed.settings(profile, strategy, thresholds, false);
        return new Settings(
                settings.host(),
                settings.group(),
                mode,
                settings.strategy(),
                settling ? settings.auction() : withoutSettling(settings.auction()),
                settings.migration(),
                settings.load());
    }

    private static AuctionSettings withoutSettling(AuctionSettings auction) {
        return new AuctionSettings(
                auction.scope(),
                auction.replyTimeout(),
                auction.lockTimeout(),
                Duration.ZERO,
                Duration.ZERO,
                auction.backoffLimit(),
                auction.quiet());
    }

    private static double number(String word) {
        return Double.parseDouble(word);
    }
}
