package io.drover.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads of an HTTP server. Each serves one request from its first byte to the last of the answer, so a client
 * that does not write or read holds one. It loses it, and its connection, after a while, and soon when others wait.
 */
final class WebThreads extends ThreadPoolExecutor {

    private static final int THREADS = 16;
    private static final int WAITING = 2_048;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WHILE_OTHERS_WAIT = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    WebThreads() {
        super(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), WebThreads::serving);
        allowCoreThreadTimeOut(true);
    }

    private static Thread serving(Runnable task) {
        Thread thread = new Thread(task, "drover-web");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable request) {
        busySince.put(thread, System.nanoTime());
        if (looking.compareAndSet(false, true)) look();
    }

    @Override
    protected void afterExecute(Runnable request, Throwable failure) {
        busySince.remove(Thread.currentThread());
    }

    /** For as long as requests are served: an idle server wakes nobody. */
    private void look() {
        Thread thread = new Thread(this::dropStuck, "drover-web-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void dropStuck() {
        try {
            while (!busySince.isEmpty()) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                Duration patience = getQueue().isEmpty() ? PATIENCE : WHILE_OTHERS_WAIT;
                long before = System.nanoTime() - patience.toNanos();
                busySince.forEach((thread, since) -> {
                    if (since - before < 0) thread.interrupt();
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looking.set(false);
            if (!busySince.isEmpty() && looking.compareAndSet(false, true)) look();
        }
    }
}
