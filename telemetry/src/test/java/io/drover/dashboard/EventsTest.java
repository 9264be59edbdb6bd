package io.drover.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {

    private static final EventPace BRISK =
            new EventPace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(50), 2);
    private static final EventPace SLOW =
            new EventPace(Duration.ofMillis(400), Duration.ofMinutes(1), Duration.ofMinutes(1), 2);

    private final StagedFleet fleet = StagedFleet.of(2);
    private final List<Page> pages = new ArrayList<>();
    private HttpServer server;
    private Events events;

    /** An open page, read by hand: line by line. */
    private static final class Page implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Page(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String status() throws IOException {
            return lines.readLine();
        }

        /** The next event's name; empty when the stream is over, which its last chunk tells. */
        String next() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("0")) return "";
                if (line.startsWith("event: ")) return line.substring("event: ".length());
            }
            return "";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Page page() throws IOException {
        Page page = new Page(server.getAddress().getPort());
        pages.add(page);
        return page;
    }

    private void open(EventPace pace) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        events = new Events(fleet, pace);
        server.createContext("/events", events);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        for (Page page : pages) page.close();
        events.close();
        server.stop(0);
    }

    @Test
    void aPageHearsOfItselfOfChangesAndOfSilence() throws Exception {
        open(BRISK);
        Page page = page();
        assertThat(page.status()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(page.next()).as("so that it asks at once").isEqualTo("change");
        assertThat(page.next()).isEqualTo("beat");
        fleet.pass(Duration.ofSeconds(5));
        assertThat(page.next()).isEqualTo("change");
    }

    @Test
    void changesThatComeTogetherAreToldOnce() throws Exception {
        open(SLOW);
        Page page = page();
        assertThat(page.next()).isEqualTo("change");
        for (int i = 0; i < 50; i++) fleet.pass(Duration.ofSeconds(5));
        assertThat(page.next()).isEqualTo("change");
        events.close();
        assertThat(page.next()).isEqualTo("end");
    }

    @Test
    void noMorePagesThanThereIsRoomForAndAPlaceIsFreeAgain() throws Exception {
        open(BRISK);
        Page first = page();
        Page second = page();
        assertThat(first.next()).isEqualTo("change");
        assertThat(second.next()).isEqualTo("change");
        assertThat(page().status()).startsWith("HTTP/1.1 503");
        first.close();
        await(() -> events.listening() < 2);
        assertThat(page().status()).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void theEndIsToldAndNoThreadIsLeft() throws Exception {
        open(BRISK);
        Page page = page();
        assertThat(page.next()).isEqualTo("change");
        events.close();
        String word = page.next();
        while (word.equals("beat")) word = page.next();
        assertThat(word).isEqualTo("end");
        assertThat(page.next()).isEmpty();
        assertThat(fleet.followers()).isZero();
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("drover-dashboard-page")));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
