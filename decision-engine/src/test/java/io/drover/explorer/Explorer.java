package io.drover.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Breadth first through all that may happen to a small fleet: the first fault that it meets has a shortest trace. */
final class Explorer {

    private final Behaviour behaviour;
    private final Moves moves;
    private final Claims claims;
    private final Numbered<String> texts = new Numbered<>();
    private final Map<Digest, Integer> seen = new HashMap<>();
    private final List<int[]> ways = new ArrayList<>();
    private final Deque<Moment> open = new ArrayDeque<>();
    private final long most;

    /**
     * What was found.
     *
     * @param depth moves to the farthest state
     * @param exhausted every state was seen
     * @param violation empty: every claim holds in every state that was seen
     * @param trace to the violation
     */
    record Report(
            int states,
            int depth,
            int agents,
            int reactions,
            boolean exhausted,
            String violation,
            List<String> trace) {}

    /**
     * @param most states
     */
    Explorer(SmallFleet fleet, long most) {
        this.behaviour = new Behaviour(fleet);
        this.moves = new Moves(fleet, behaviour);
        this.claims = new Claims(fleet, behaviour);
        this.most = most;
    }

    Report explore(Bounds bounds) {
        add(moves.start(bounds), -1, "begins");
        int next = 0;
        int depth = 0;
        int layer = open.size();
        while (!open.isEmpty()) {
            if (layer == 0) {
                depth++;
                layer = open.size();
            }
            layer--;
            for (Successor successor : moves.from(open.poll())) {
                Optional<String> broken = claims.broken(successor);
                if (broken.isPresent()) {
                    List<String> trace = trace(next);
                    trace.add(successor.move().get());
                    return report(depth + 1, false, broken.get(), trace);
                }
                if (!seen.containsKey(successor.next().digest())) {
                    add(successor.next(), next, successor.move().get());
                }
            }
            next++;
            if (ways.size() >= most) return report(depth, false, "", List.of());
        }
        return report(depth, true, "", List.of());
    }

    private void add(Moment moment, int from, String text) {
        seen.put(moment.digest(), ways.size());
        ways.add(new int[] {from, texts.of(text)});
        open.add(moment);
    }

    private Report report(int depth, boolean exhausted, String violation, List<String> trace) {
        return new Report(ways.size(), depth, behaviour.agents(), behaviour.tried(), exhausted, violation, trace);
    }

    private List<String> trace(int state) {
        List<String> trace = new ArrayList<>();
        for (int at = state; at > 0; at = ways.get(at)[0]) trace.add(texts.get(ways.get(at)[1]));
        Collections.reverse(trace);
        return trace;
    }

    /** Agents' states, each of which is made anew by the events of its journal, that differ from what they were. */
    long differing() {
        long differing = 0;
        for (int agent = 0; agent < behaviour.agents(); agent++) if (!behaviour.replays(agent)) differing++;
        return differing;
    }
}
