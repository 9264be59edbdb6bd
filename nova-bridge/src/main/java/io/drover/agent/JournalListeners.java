package io.drover.agent;

import io.drover.config.AgentConfig;
import io.drover.config.WebConfig;
import io.drover.node.Journal;
import io.drover.notify.AuditTrail;
import io.drover.notify.Webhook;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Those that hear every event and decision after the journal has kept it. */
final class JournalListeners implements AutoCloseable {

    /** Makes the agent's metrics. */
    interface Metrics {
        AgentMetrics open(WebConfig where) throws IOException;
    }

    private final List<Runnable> endings = new ArrayList<>();
    private Journal all;

    private JournalListeners(Journal first) {
        this.all = first;
    }

    /** @throws IOException when the address of the metrics cannot be had */
    static JournalListeners of(AgentConfig config, Journal first, InstantSource clock, Metrics metrics)
            throws IOException {
        JournalListeners listeners = new JournalListeners(first);
        if (config.metrics().isPresent()) {
            AgentMetrics shown = metrics.open(config.metrics().get());
            listeners.add(shown.decisions(), shown::close);
        }
        config.notifications().ifPresent(where -> {
            Webhook webhook = new Webhook(where, config.host(), clock);
            listeners.add(webhook, webhook::close);
        });
        config.audits().ifPresent(bus -> {
            AuditTrail trail = new AuditTrail(bus, config.host(), clock);
            listeners.add(trail, trail::close);
        });
        return listeners;
    }

    private void add(Journal listener, Runnable ending) {
        all = new ObservedJournal(listener, all);
        endings.add(ending);
    }

    Journal all() {
        return all;
    }

    @Override
    public void close() {
        endings.forEach(Runnable::run);
    }
}
