package io.drover.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.config.WebConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that hold the server's threads: it goes on for the others. */
class WebTest {

    private static final String ASK = "GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    private final List<SocketChannel> clients = new ArrayList<>();
    private Web web;

    @BeforeEach
    void start() throws IOException {
        web = Web.at(new WebConfig(InetSocketAddress.createUnresolved("127.0.0.1", 0), Optional.empty()));
        byte[] large = new byte[50_000];
        web.showToAll("/large", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, large.length);
                exchange.getResponseBody().write(large);
            }
        });
        web.showToAll("/healthz", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, -1);
            }
        });
        web.start();
    }

    @AfterEach
    void stop() throws IOException {
        for (SocketChannel client : clients) client.close();
        web.close();
    }

    private SocketChannel client() throws IOException {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, 1);
        client.connect(web.address());
        client.configureBlocking(false);
        clients.add(client);
        return client;
    }

    private static boolean says(SocketChannel client, String text) {
        try {
            return client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))) > 0;
        } catch (IOException cut) {
            return false;
        }
    }

    private boolean healthy() {
        try (Socket socket = new Socket()) {
            socket.connect(web.address(), 3_000);
            socket.setSoTimeout(3_000);
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void clientsThatNeverReadBlockNobody() throws IOException {
        for (int i = 0; i < 40; i++) {
            SocketChannel client = client();
            for (int ask = 0; ask < 400 && says(client, ASK); ask++) Thread.onSpinWait();
        }
        await().atMost(Duration.ofSeconds(10)).until(this::healthy);
        for (int i = 0; i < 3; i++) assertThat(healthy()).isTrue();
    }

    @Test
    void clientsThatSendByteByByteBlockNobody() throws IOException {
        for (int i = 0; i < 70; i++) says(client(), "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ");
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            clients.forEach(client -> says(client, "a"));
            return healthy();
        });
        for (int i = 0; i < 3; i++) assertThat(healthy()).isTrue();
    }
}
