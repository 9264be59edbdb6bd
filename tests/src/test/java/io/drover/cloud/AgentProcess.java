package io.drover.cloud;

import static org.awaitility.Awaitility.await;

import io.drover.auction.Note;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** {@code bin/drover agent} of one host, started and stopped as often as a test likes, with one state directory. */
final class AgentProcess {

    private final String host;
    private final Path state;
    private final ServiceProcess process;

    /**
     * @param options as {@code section.option}
     */
    AgentProcess(String host, Path directory, Map<String, String> options) {
        this.host = host;
        this.state = directory.resolve(host);
        Map<String, String> all = new TreeMap<>(AgentOptions.local(host));
        all.putAll(options);
        all.put("DEFAULT.host", host);
        all.put("DEFAULT.state_path", state.toString());
        this.process = new ServiceProcess(host, "agent", "the agent of " + host + " has started", directory, all);
    }

    String host() {
        return host;
    }

    Path config() {
        return process.config();
    }

    void start() {
        process.start();
    }

    void awaitStarted() {
        process.awaitStarted();
    }

    boolean alive() {
        return process.alive();
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    /** SIGTERM, and SIGKILL when that does not end it. */
    void stop() {
        process.stop();
    }

    /** SIGSTOP: there, and silent. */
    void freeze() {
        process.signal("STOP");
    }

    void thaw() {
        process.signal("CONT");
    }

    void awaitLog(String text, Duration atMost) {
        process.awaitLog(text, atMost);
    }

    void awaitNote(Note.Kind kind, String text, Duration atMost) {
        await(kind + " \"" + text + "\" in the journal of " + host)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> diary().notes(kind).stream()
                        .anyMatch(note -> note.text().contains(text)));
    }

    Diary diary() {
        return Diary.read(host, state);
    }

    String log() {
        return process.log();
    }

    String tail(int count) {
        return process.tail(count);
    }
}
