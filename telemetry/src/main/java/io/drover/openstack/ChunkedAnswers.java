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
 * it ends with its connection. While {@link #AT_MOST} are left behind, answers in chunks fail at once.
 */
final class ChunkedAnswers {

    static final int AT_MOST = 32;

    private static final ThreadPoolExecutor READERS =
            new ThreadPoolExecutor(0, AT_MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "drover-chunks");
                thread.setDaemon(true);
                return thread;
            });

    private ChunkedAnswers() {}

    /**
     * @param body reads it, and closes what it reads from
     * @throws InterruptedIOException when it takes too long
     */
    static byte[] read(Callable<byte[]> body, long timeoutMillis) throws IOException {
        try {
            Future<byte[]> reading = READERS.submit(body);
            return reading.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IOException(AT_MOST + " answers in chunks are under way", e);
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
