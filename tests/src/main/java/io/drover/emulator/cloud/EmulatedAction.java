package io.drover.emulator.cloud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One entry of a server's os-instance-actions: what somebody asked for, and what Nova's services did about it. */
public final class EmulatedAction {

    /** A step of it. {@code finished} is null while it lasts, {@code details} unless it failed. */
    public record Event(String name, String host, Instant started, Instant finished, String details) {}

    private final String action;
    private final String requestId;
    private final Instant started;
    private final List<Event> events = new ArrayList<>();
    private Instant updated;
    private boolean failed;

    EmulatedAction(String action, String requestId, Instant started) {
        this.action = action;
        this.requestId = requestId;
        this.started = started;
        this.updated = started;
    }

    public String action() {
        return action;
    }

    public String requestId() {
        return requestId;
    }

    public Instant started() {
        return started;
    }

    public Instant updated() {
        return updated;
    }

    public boolean failed() {
        return failed;
    }

    /** Newest first, as Nova lists them. */
    public List<Event> events() {
        List<Event> newestFirst = new ArrayList<>(events);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    void succeeded(String event, String host, Instant began, Instant now) {
        events.add(new Event(event, host, began, now, null));
        updated = now;
    }

    void failed(String event, String host, String details, Instant began, Instant now) {
        events.add(new Event(event, host, began, now, details));
        updated = now;
        failed = true;
    }
}
