package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.Faults;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Pattern;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Testbed;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Small fleets for tests, and engines that do as they are told. */
final class Fleets {

    static final Duration HOUR = Duration.ofHours(1);

    private Fleets() {}

    static Settings settings(StrategyName strategy) {
        return Testbed.settings(Profile.DEFAULT, strategy, Thresholds.DEFAULT, false);
    }

    /** Hosts h1, h2, … with 4 CPUs, 8 GiB and kernels without noise. */
    static Scenario.Builder of(int hosts, Settings settings) {
        Scenario.Builder scenario = Scenario.with(settings).conditions(Conditions.TESTBED.smooth());
        for (int i = 1; i <= hosts; i++) scenario.host(HostSpec.of("h" + i, 4, 8192, 100));
        return scenario;
    }

    /** One vCPU and 256 MiB. */
    static ServerSpec server(String id, String host, double load) {
        return ServerSpec.of(id, host, 1, 256, Demand.constant(load));
    }

    static Workload workload(StrategyName strategy, Pattern pattern, Duration duration, long seed, Faults faults) {
        Workload usual = Workload.DEFAULT;
        return Workload.builder()
                .hosts(usual.hosts())
                .servers(usual.servers())
                .strategy(strategy)
                .load(usual.load())
                .pattern(pattern)
                .variableThreshold(usual.variableThreshold())
                .hypervisor(usual.hypervisor())
                .profile(usual.profile())
                .thresholds(usual.thresholds())
                .duration(duration)
                .seed(seed)
                .faults(faults)
                .build();
    }

    /** Every agent runs the same script; what each of them hears is kept by host. */
    static final class Script implements EngineFactory {

        final SortedMap<String, List<Event>> heard = new TreeMap<>();
        private final BiFunction<String, Event, List<Effect>> script;

        Script(BiFunction<String, Event, List<Effect>> script) {
            this.script = script;
        }

        @Override
        public Engine engine(Settings settings, java.util.SplittableRandom random) {
            String host = settings.host();
            return new Engine() {
                @Override
                public List<Effect> on(Event event) {
                    heard.computeIfAbsent(host, name -> new ArrayList<>()).add(event);
                    return script.apply(host, event);
                }

                @Override
                public HostInfo self(Instant now) {
                    return host(host);
                }
            };
        }

        <T extends Event> List<T> heard(String host, Class<T> type) {
            return heard.getOrDefault(host, List.of()).stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }
    }

    static HostInfo host(String name) {
        return HostInfo.of(name, "nova", new HostLoad(4, 0.5, 0.5, 0, 0, VirtualClock.START))
                .build();
    }
}
