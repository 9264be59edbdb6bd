package io.drover.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every host's agent, in the order of the hosts. */
final class Agents {

    private final List<SimulatedAgent> all = new ArrayList<>();
    private final Map<String, SimulatedAgent> byName = new LinkedHashMap<>();
    private final Map<String, List<SimulatedAgent>> byGroup = new LinkedHashMap<>();

    void add(SimulatedAgent agent) {
        all.add(agent);
        byName.put(agent.name(), agent);
        byGroup.computeIfAbsent(agent.host().spec.group(), group -> new ArrayList<>())
                .add(agent);
    }

    List<SimulatedAgent> all() {
        return all;
    }

    /** Null: there is none. */
    SimulatedAgent named(String name) {
        return byName.get(name);
    }

    List<SimulatedAgent> in(String group) {
        return byGroup.getOrDefault(group, List.of());
    }
}
