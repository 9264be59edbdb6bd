package io.drover.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;

/** Answers of which nothing but their chunks tells the length. */
class ChunkedAnswersTest {

    private static HttpResponse answer(int port, int timeoutMillis) {
        return new UrlConnector()
                .execute(HttpRequest.builder(Void.class)
                        .endpoint("http://127.0.0.1:" + port)
                        .path("/x")
                        .methodGet()
                        .config(Config.newConfig().withConnectionTimeout(5_000).withReadTimeout(timeoutMillis))
                        .build());
    }

    @Test
    void theyAreReadWhole() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] numbers = ("[" + "1, ".repeat(20_000) + "1]").getBytes(StandardCharsets.US_ASCII);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(numbers);
            exchange.close();
        });
        server.start();
        try {
            assertThat(answer(server.getAddress().getPort(), 20_000).readEntity(JsonNode.class))
                    .hasSize(20_001);
        } finally {
            server.stop(0);
        }
    }

    /** Each byte is in time, and the chunk never begins. */
    @Test
    void aHeaderThatComesByteByByteEndsByTheDeadline() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(slow));
            dripping.start();
            long asked = System.nanoTime();
            assertThatThrownBy(() -> answer(slow.getLocalPort(), 500)).hasMessage("the answer takes too long");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
            dripping.interrupt();
            dripping.join();
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getOutputStream()
                    .write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n1;x="
                            .getBytes(StandardCharsets.US_ASCII));
            while (true) {
                client.getOutputStream().write('a');
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException over) {
            // the client is gone, or the test is over
        }
    }

    @Test
    void thoseThatNeverEndAreBounded() {
        CountDownLatch over = new CountDownLatch(1);
        Callable<byte[]> stuck = () -> {
            over.await();
            return new byte[0];
        };
        for (int i = 0; i < ChunkedAnswers.AT_MOST; i++) {
            assertThatThrownBy(() -> ChunkedAnswers.read(stuck, 1)).hasMessage("the answer takes too long");
        }
        assertThatThrownBy(() -> ChunkedAnswers.read(() -> new byte[0], 5_000))
                .hasMessage("32 answers in chunks are under way");
        over.countDown();
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> ChunkedAnswers.read(() -> new byte[] {7}, 5_000)[0] == 7);
    }
}
