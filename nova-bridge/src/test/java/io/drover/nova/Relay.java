package io.drover.nova;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Stands before an HTTP service: forwards each request whole, and may then lose the answer, as a broken connection
 * does. One request a connection.
 */
final class Relay implements Closeable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Predicate<String> lose;
    private final UnaryOperator<String> edit;
    private final AtomicInteger lost = new AtomicInteger();

    /**
     * @param lose whether the answer to this request is lost
     * @param edit what becomes of an answer
     */
    Relay(int target, Predicate<String> lose, UnaryOperator<String> edit) throws IOException {
        this.target = target;
        this.lose = lose;
        this.edit = edit;
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int lost() {
        return lost.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon(() -> carry(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void carry(Socket client) {
        try (client;
                Socket service = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setSoTimeout(30_000);
            service.setSoTimeout(30_000);
            String request = request(client.getInputStream());
            String closing = request.replaceFirst("(?im)^Connection: .*\r\n", "")
                    .replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
            service.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(service.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (lose.test(request)) {
                lost.incrementAndGet();
                return;
            }
            client.getOutputStream().write(edit.apply(answer).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // the other side sees a closed connection
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int wanted = Integer.MAX_VALUE;
        while (bytes.size() < wanted) {
            int b = in.read();
            if (b < 0) throw new IOException("the client left");
            bytes.write(b);
            String soFar = b == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
            if (wanted == Integer.MAX_VALUE && soFar.endsWith("\r\n\r\n")) wanted = bytes.size() + length(soFar);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        for (String line : head.split("\r\n")) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        return 0;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
