package io.drover.cloud;

import static org.awaitility.Awaitility.await;

import io.drover.auction.Note;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent processes of a test, one on each host, and what they have written. */
final class Agents {

    /** The smoothed loads of a fresh agent are means of its first five samples. */
    private static final int WARM = 6;

    private final SortedMap<String, AgentProcess> processes = new TreeMap<>();

    /** One on each host, with enough samples to trust their smoothed loads. */
    void start(List<String> hosts, Path directory, Map<String, String> options) {
        for (String host : hosts) processes.put(host, new AgentProcess(host, directory, options));
        processes.values().forEach(AgentProcess::start);
        processes.values().forEach(AgentProcess::awaitStarted);
        await("the agents to know their loads")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> all().stream().allMatch(agent -> agent.diary().samples() >= WARM));
    }

    void kill() {
        processes.values().parallelStream().forEach(AgentProcess::kill);
        processes.clear();
    }

    AgentProcess of(String host) {
        return processes.get(host);
    }

    List<AgentProcess> all() {
        return List.copyOf(processes.values());
    }

    /** All journals, merged by time. */
    List<Diary.Line> lines() {
        return processes.values().stream()
                .flatMap(agent -> agent.diary().lines().stream())
                .sorted(Comparator.comparing(Diary.Line::at))
                .toList();
    }

    List<Note> notes(Note.Kind kind) {
        return lines().stream()
                .flatMap(line -> line.note().stream())
                .filter(note -> note.kind() == kind)
                .toList();
    }

    String lastWords() {
        StringBuilder words = new StringBuilder();
        for (AgentProcess agent : processes.values()) {
            words.append("--- log of ").append(agent.host()).append('\n');
            words.append(agent.tail(30)).append('\n');
            words.append("--- journal of ").append(agent.host()).append('\n');
            words.append(agent.diary().tail(30)).append('\n');
        }
        return words.toString();
    }
}
