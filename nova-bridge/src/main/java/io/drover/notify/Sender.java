package io.drover.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers in order, on one thread. A delivery is tried three times; the log has a sentence when it begins to fail. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final URI url;
    private final Duration timeout;
    private final BlockingQueue<Delivery> waiting;
    private final HttpClient client;
    private final Thread thread;
    private boolean failing;

    Sender(URI url, Duration timeout, Optional<SSLContext> trust, BlockingQueue<Delivery> waiting) {
        this.url = url;
        this.timeout = timeout;
        this.waiting = waiting;
        HttpClient.Builder builder =
                HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(timeout);
        trust.ifPresent(builder::sslContext);
        this.client = builder.build();
        this.thread = new Thread(this::run, "drover-notify");
        thread.setDaemon(true);
        thread.start();
    }

    void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) deliver(waiting.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Delivery delivery) throws InterruptedException {
        String why = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt > 1)
                TimeUnit.NANOSECONDS.sleep(PAUSE.multipliedBy(attempt - 1).toNanos());
            try {
                int status = post(delivery);
                why = status < 300 ? "" : "it answered " + status;
                if (!again(status)) break;
            } catch (IOException e) {
                why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            }
        }
        told(why);
    }

    private void told(String why) {
        boolean fails = !why.isEmpty();
        if (fails && !failing) LOG.warn("the webhook at {} does not take notifications: {}", url.getHost(), why);
        if (!fails && failing) LOG.info("the webhook at {} takes notifications again", url.getHost());
        failing = fails;
    }

    private static boolean again(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /** The whole of it is bounded, also an answer that comes byte by byte. */
    private int post(Delivery delivery) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.signature().ifPresent(text -> request.header("X-Drover-Signature", text));
        CompletableFuture<Integer> answer = client.sendAsync(request.build(), BodyHandlers.discarding())
                .thenApply(response -> response.statusCode());
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().toString(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + timeout.toMillis() + " ms", e);
        } finally {
            answer.cancel(true);
        }
    }
}
