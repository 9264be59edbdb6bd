package io.drover.measurement;

import io.drover.measurement.FleetView.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells followers that something changed, not more often than they can hear it. */
final class Followers {

    private final Executor telling;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean due = new AtomicBoolean();

    Followers(Executor telling) {
        this.telling = telling;
    }

    /** The same listener may come twice, and each goes alone. */
    @SuppressWarnings("UnnecessaryMethodReference")
    Subscription add(Runnable listener) {
        Runnable own = listener::run;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void changed() {
        if (listeners.isEmpty() || due.getAndSet(true)) return;
        try {
            telling.execute(this::tell);
        } catch (RejectedExecutionException closed) {
            due.set(false);
        }
    }

    private void tell() {
        due.set(false);
        listeners.forEach(Runnable::run);
    }
}
