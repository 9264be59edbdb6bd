package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.auction.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    @TempDir
    static Path folder;

    private static TestCertificates broker;
    private static TestCertificates elsewhere;
    private static TestCertificates agent;

    @BeforeAll
    static void certificates() throws Exception {
        broker = TestCertificates.of(folder, "broker", "dns:localhost");
        elsewhere = TestCertificates.of(folder, "elsewhere", "dns:other.example.com");
        agent = TestCertificates.of(folder, "agent", "dns:agent");
    }

    @Test
    void bothKindsOfKeyAreShownToTheBroker() throws Exception {
        for (Path key : new Path[] {agent.pkcs8Key(), agent.pkcs1Key()}) {
            Tls tls = new Tls(Optional.of(broker.certificate()), Optional.of(agent.certificate()), Optional.of(key));
            try (SSLServerSocket server = listen(broker)) {
                CompletableFuture<String> shown = CompletableFuture.supplyAsync(() -> accept(server));
                try (SSLSocket socket = (SSLSocket) tls.context()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                    socket.startHandshake();
                }
                assertThat(shown.get(10, TimeUnit.SECONDS)).isEqualTo("CN=agent");
            }
        }
    }

    @Test
    void aBrokerWithAnotherNameOrAnUnknownSignerIsNotTrusted() throws Exception {
        untrusted(elsewhere, elsewhere.certificate());
        untrusted(broker, elsewhere.certificate());
    }

    @Test
    void unusableFilesAreNamedInOneSentence() throws Exception {
        Optional<Path> certificate = Optional.of(agent.certificate());
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        refused(new Tls(Optional.of(folder.resolve("absent.pem")), Optional.empty(), Optional.empty()), "absent.pem");
        refused(new Tls(Optional.empty(), certificate, Optional.of(empty)), "empty.pem holds no private key");
        refused(
                new Tls(Optional.empty(), certificate, Optional.of(agent.encryptedKey())),
                "encrypted or not in PKCS #8");
    }

    /** The whole way: TLS with a client certificate in front of the real broker. */
    @Test
    @Tag("broker")
    void agentsTalkOverTls() throws Exception {
        try (TestFleet plain = new TestFleet(RabbitMqTest.url());
                Relay relay = new Relay(RabbitMqTest.url().brokers().get(0), listen(broker))) {
            Tls tls = new Tls(
                    Optional.of(broker.certificate()), Optional.of(agent.certificate()), Optional.of(agent.pkcs8Key()));
            TransportUrl open = plain.over(relay);
            TransportUrl url = new TransportUrl(open.brokers(), open.virtualHost(), Optional.of(tls));
            var a = plain.join(plain.settings(url, Station.agent("a", "g")), Optional.empty());
            var b = plain.agent("b", "g");
            var sent = b.says(Address.host("a"));
            assertThat(a.hears()).isEqualTo(sent);
            relay.cut();
            a.waitsFor(LinkState.RECOVERED);
        }
    }

    private static void untrusted(TestCertificates shown, Path trusted) throws Exception {
        try (SSLServerSocket server = listen(shown)) {
            CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> accept(server));
            TransportUrl url = TransportUrl.parse("rabbit://u:s3cret@localhost:" + server.getLocalPort()
                    + "/?ssl=1&ssl_ca_file=" + trusted + "&ssl_cert_file=" + agent.certificate() + "&ssl_key_file="
                    + agent.pkcs8Key());
            AmqpSettings usual = AmqpSettings.of(url, Station.agent("a", "g"));
            AmqpSettings brief = new AmqpSettings(
                    url, usual.exchange(), usual.station(), usual.heartbeat(), Duration.ofSeconds(5), 16);
            assertThatThrownBy(() -> AmqpNetwork.open(
                            brief,
                            Optional.empty(),
                            new TrafficCounters(),
                            InstantSource.system(),
                            e -> {},
                            (s, d) -> {}))
                    .isInstanceOf(BrokerUnreachableException.class)
                    .hasMessageStartingWith("no trusted TLS connection to the broker at localhost:");
            assertThat(end.get(10, TimeUnit.SECONDS)).isNotEqualTo("CN=agent");
        }
    }

    private static void refused(Tls tls, String words) {
        assertThatThrownBy(tls::context)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    private static SSLServerSocket listen(TestCertificates shown) throws Exception {
        SSLContext context = shown.server(agent);
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        return server;
    }

    /** Who came, by certificate; what went wrong, otherwise. */
    private static String accept(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            String name = socket.getSession().getPeerPrincipal().getName();
            return socket.getInputStream().read() < 0 ? name : name + " speaks";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
