package io.drover.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpRequest;

/** Against a Keystone that does nothing but give tokens, with certificates as keytool makes them. */
class UrlConnectorTest {

    private static final String SECRET = "changeit";

    private final List<Integer> clientPorts = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) server.stop(0);
    }

    private Session session(String scheme, Path cafile) {
        Map<String, String> options = new HashMap<>(Map.of(
                "auth_url", scheme + "://127.0.0.1:" + server.getAddress().getPort(),
                "application_credential_id", "id",
                "application_credential_secret", "secret"));
        if (cafile != null) options.put("cafile", cafile.toString());
        return new Session(CloudAccess.of(options), InstantSource.system());
    }

    private void serve(HttpServer unbound) throws IOException {
        server = unbound;
        server.bind(new InetSocketAddress("127.0.0.1", 0), 0);
        String scheme = server instanceof HttpsServer ? "https" : "http";
        String nova = scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/v2.1";
        String token = """
                {"token": {"issued_at": "2026-11-22T11:00:00Z", "expires_at": "2026-11-22T12:00:00Z", "catalog": [
                  {"type": "compute", "endpoints": [{"interface": "public", "region_id": "R", "url": "NOVA"}]}]}}
                """.replace("NOVA", nova);
        server.createContext("/", exchange -> {
            clientPorts.add(exchange.getRemoteAddress().getPort());
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("X-Subject-Token", "t");
            byte[] body = token.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @Test
    void connectionsAreKeptAlive() throws IOException {
        serve(HttpServer.create());
        Session session = session("http", null);
        for (int i = 0; i < 5; i++) session.ask(ApiRequest.get(Service.NOVA, "/thing"));
        assertThat(clientPorts).hasSize(6);
        assertThat(new HashSet<>(clientPorts)).hasSize(1);
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedAndNoOther(@TempDir Path folder) throws Exception {
        SSLContext context = certified(folder, "server");
        certified(folder, "other");
        HttpsServer https = HttpsServer.create();
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        serve(https);

        Session trusting = session("https", folder.resolve("server.pem"));
        for (int i = 0; i < 5; i++) trusting.ask(ApiRequest.get(Service.NOVA, "/thing"));
        assertThat(new HashSet<>(clientPorts)).as("kept alive over TLS too").hasSize(1);

        assertThatThrownBy(() -> session("https", null).token())
                .isInstanceOf(CloudException.Unusable.class)
                .hasMessageStartingWith("Keystone gave no answer to POST /auth/tokens: ");
        assertThatThrownBy(() -> session("https", folder.resolve("other.pem")).token())
                .isInstanceOf(CloudException.Unusable.class)
                .hasMessageEndingWith(": no authority that we trust has signed its certificate");
    }

    @Test
    void aFileWithoutCertificatesIsNamed(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        serve(HttpServer.create());
        assertThatThrownBy(() -> session("http", empty)).hasMessage("cafile " + empty + " holds no certificate");
        assertThatThrownBy(() -> session("http", folder.resolve("none.pem")))
                .hasMessageStartingWith("cafile ")
                .hasMessageContaining("cannot be read");
    }

    /** Each byte is in time, and the headers never end. */
    @Test
    void headersThatComeByteByByteEndByTheDeadline() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
            CompletableFuture<Void> cut = CompletableFuture.supplyAsync(() -> accepted(slow, "X-A: "))
                    .thenCompose(client -> drip(client, dripping));
            long asked = System.nanoTime();
            assertThatThrownBy(() -> new UrlConnector().execute(request(slow.getLocalPort(), 500)))
                    .hasMessage("the answer takes too long");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
            cut.get(20, TimeUnit.SECONDS);
            dripping.shutdownNow();
        }
    }

    /** So does the header of a chunk. Its reader is left behind, and ends when nothing more comes. */
    @Test
    void aChunksHeaderThatComesByteByByteEndsByTheDeadline() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
            CompletableFuture.supplyAsync(() -> accepted(slow, "Transfer-Encoding: chunked\r\n\r\n1;x="))
                    .thenCompose(client -> drip(client, dripping));
            long asked = System.nanoTime();
            assertThatThrownBy(() -> new UrlConnector().execute(request(slow.getLocalPort(), 500)))
                    .hasMessage("the answer takes too long");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
            dripping.shutdownNow();
        }
    }

    private static Socket accepted(ServerSocket server, String beginning) {
        try {
            Socket client = server.accept();
            client.getOutputStream().write(("HTTP/1.1 200 X\r\n" + beginning).getBytes(StandardCharsets.US_ASCII));
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completed when the client has hung up. */
    private static CompletableFuture<Void> drip(Socket client, ScheduledExecutorService dripping) {
        CompletableFuture<Void> cut = new CompletableFuture<>();
        dripping.scheduleAtFixedRate(
                () -> {
                    try {
                        client.getOutputStream().write('a');
                    } catch (IOException e) {
                        cut.complete(null);
                    }
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
        return cut;
    }

    @Test
    void anAnswerInChunksIsReadWhole() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] numbers = ("[" + "1, ".repeat(20_000) + "1]").getBytes(StandardCharsets.US_ASCII);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(numbers);
            exchange.close();
        });
        server.start();
        assertThat(new UrlConnector()
                        .execute(request(server.getAddress().getPort(), 20_000))
                        .readEntity(JsonNode.class))
                .hasSize(20_001);
    }

    @Test
    void anAnswerThatDoesNotFitTheHeapIsRefused() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 17L << 20);
            byte[] some = new byte[1 << 16];
            try (exchange) {
                for (int sent = 0; sent < 17 << 4; sent++)
                    exchange.getResponseBody().write(some);
            }
        });
        server.start();
        assertThatThrownBy(() ->
                        new UrlConnector().execute(request(server.getAddress().getPort(), 20_000)))
                .hasMessageMatching("the answer is larger than \\d+ bytes");
    }

    private static HttpRequest<Void> request(int port, int timeoutMillis) {
        return HttpRequest.builder(Void.class)
                .endpoint("http://127.0.0.1:" + port)
                .path("/x")
                .methodGet()
                .config(Config.newConfig().withConnectionTimeout(5_000).withReadTimeout(timeoutMillis))
                .build();
    }

    /** Makes {@code NAME.p12} and its certificate {@code NAME.pem}. */
    private static SSLContext certified(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        keytool(
                folder,
                "-genkeypair",
                "-keystore",
                store,
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2");
        keytool(
                folder,
                "-exportcert",
                "-rfc",
                "-keystore",
                store,
                "-alias",
                name,
                "-file",
                folder.resolve(name + ".pem"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path folder, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-storepass", SECRET));
        for (Object argument : arguments) command.add(argument.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }
}
