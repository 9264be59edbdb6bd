package io.drover.openstack;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads bodies in chunks. The JDK reads a chunk's header to its end, however slowly its bytes come, and nobody else can
 * close meanwhile what it reads from. So another thread reads, and whoever waits leaves it behind when the time is over;
 * it ends with its connection. While too many are left behind, answers in chunks fail at once.
 */
final class ChunkedAnswers {

    private final int atMost;
    private final ThreadPoolExecutor readers;

    /**
     * @param atMost answers at once
     */
    ChunkedAnswers(int atMost) {
        this.atMost = atMost;
        this.readers = new ThreadPoolExecutor(0, atMost, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "drover-chunks");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param body reads it, and closes what it reads from
     * @throws InterruptedIOException when it takes too long
     */
    byte[] read(Callable<byte[]> body, long timeoutMillis) throws IOException {
        try {
            Future<byte[]> reading = readers.submit(body);
            return reading.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IOException(atMost + " answers in chunks are under way", e);
        } catch (TimeoutException e) {
            throw new InterruptedIOException("the answer takes too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an answer was read");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        }
    }
}
