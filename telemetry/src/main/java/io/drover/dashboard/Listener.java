package io.drover.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One open page, on a thread of its own. Changes that come faster than its pace are told as one. */
final class Listener implements Runnable {

    private final HttpExchange exchange;
    private final EventPace pace;
    private volatile Thread thread;
    private volatile long busySince;
    private volatile boolean busy;
    private volatile boolean gone;
    private boolean changed = true;
    private boolean ending;

    Listener(HttpExchange exchange, EventPace pace) {
        this.exchange = exchange;
        this.pace = pace;
    }

    synchronized void changed() {
        changed = true;
        notifyAll();
    }

    synchronized void end() {
        ending = true;
        notifyAll();
    }

    boolean gone() {
        return gone;
    }

    /** A page that does not read what it is sent blocks its thread; interrupting that closes the connection. */
    void dropIfStuck() {
        Thread writer = thread;
        boolean stuck = busy && System.nanoTime() - busySince > pace.patience().toNanos();
        if (stuck && writer != null) writer.interrupt();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            write(out, "retry: 2000\n\n");
            boolean more = true;
            while (more) {
                String word = next();
                write(out, "event: " + word + "\ndata: {}\n\n");
                more = !word.equals("end");
                if (more) rest();
            }
        } catch (IOException | InterruptedException e) {
            // the page was closed, or the dashboard is: nobody is left to tell
        } finally {
            gone = true;
        }
    }

    private synchronized String next() throws InterruptedException {
        long until = System.nanoTime() + pace.heartbeat().toNanos();
        while (!changed && !ending) {
            long left = until - System.nanoTime();
            if (left <= 0) return "beat";
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
        if (ending) return "end";
        changed = false;
        return "change";
    }

    private synchronized void rest() throws InterruptedException {
        long until = System.nanoTime() + pace.spacing().toNanos();
        for (long left = pace.spacing().toNanos(); left > 0 && !ending; left = until - System.nanoTime()) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
    }

    private void write(OutputStream out, String text) throws IOException {
        busySince = System.nanoTime();
        busy = true;
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        busy = false;
    }
}
