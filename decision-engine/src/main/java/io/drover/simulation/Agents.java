package io.drover.simulation;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Every host's agent, in the order of the hosts. */
final class Agents {

    private static final int ACQUAINTANCES = 128;

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

    /** All others, or a random choice of so many of them. */
    List<SimulatedAgent> acquaintances(SimulatedAgent agent, SplittableRandom random) {
        if (all.size() <= ACQUAINTANCES + 1) {
            return all.stream().filter(other -> other != agent).toList();
        }
        Set<SimulatedAgent> drawn = new LinkedHashSet<>();
        while (drawn.size() < ACQUAINTANCES) {
            SimulatedAgent other = all.get(random.nextInt(all.size()));
            if (other != agent) drawn.add(other);
        }
        return List.copyOf(drawn);
    }

    /** An operator's words that approve all advice which waits. */
    List<Envelope> approvals(String by, Instant now) {
        List<Envelope> words = new ArrayList<>();
        for (SimulatedAgent agent : all()) {
            for (Proposal proposal : agent.proposals().entries()) {
                if (!proposal.is(Proposal.State.OPEN)) continue;
                String id = proposal.id();
                Message word = new Message.Advice(id, Message.Advice.Word.APPROVE, "", by);
                words.add(new Envelope(by + "/" + id, by, Address.host(agent.name()), "", now, word));
            }
        }
        return words;
    }
}
