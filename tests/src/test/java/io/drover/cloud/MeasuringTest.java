package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cloud.Client.Ran;
import io.drover.dashboard.Browser;
import io.drover.dashboard.Browser.Device;
import io.drover.openstack.Migration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code drover measure} and its page beside a real cloud, from a heat-up to a cool-down, killed in between: what the
 * page, the store and the audit say is what Nova says.
 */
@Tag("slow-cloud")
class MeasuringTest {

    private static final Duration SOON = Duration.ofSeconds(180);
    /** Longer than two intervals of measuring: a gap. */
    private static final Duration AWAY = Duration.ofSeconds(12);
    /** Of 512 MiB: slow enough to be seen, at a rate that agents know. */
    private static final double MIB_PER_SECOND = 16;

    private static final double MB_PER_SECOND = MIB_PER_SECOND * (1 << 20) / 1e6;

    @RegisterExtension
    private final Stage stage = new Stage();

    @TempDir
    private Path profile;

    private ServiceProcess measure;
    private int port;

    @Test
    void thePageTellsAHeatUpAndACoolDownAsNovaDoes() throws Exception {
        assumeTrue(Browser.installed(), "SKIPPED: there is no /usr/bin/chromium with /usr/bin/chromedriver");
        assumeTrue(Client.hasOpenstack(), "SKIPPED: the OpenStack client is not installed");
        SortedMap<String, List<String>> servers = stage.boot(Map.of("pm1", 6, "pm2", 3, "pm3", 3, "pm4", 3));
        for (String host : servers.keySet()) stage.load(servers.get(host), host.equals("pm1") ? 0.4 : 0.45);
        stage.imagined.migrations(MIB_PER_SECOND, 1);
        stage.agents(Map.of(
                "migration.bandwidth_mb_s", Double.toString(MB_PER_SECOND),
                "migration.default_dirty_rate_mb_s", "0.1",
                "thresholds.variable", "false"));
        port = freePort();
        measure = measuring();
        try (Browser browser = new Browser(profile)) {
            heat(browser, servers);
            killed(browser);
            resolved(browser);
            cool(browser, servers);
            assertPageSaysWhatNovaSays(browser);
        } finally {
            measure.stop();
        }
        stage.agents.all().forEach(AgentProcess::stop);
        assertMeasuredOnce();
        assertAudited();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ServiceProcess measuring() {
        Map<String, String> options = new TreeMap<>(AgentOptions.with(Map.of()));
        options.put("DEFAULT.state_path", stage.directory().resolve("measure").toString());
        options.put("measure.connection", store().url());
        options.put("measure.listen", "127.0.0.1:" + port);
        ServiceProcess process =
                new ServiceProcess("measure", "measure", "metrics and dashboard at", stage.directory(), options);
        process.start();
        process.awaitStarted();
        return process;
    }

    private MeasurementStore store() {
        return MeasurementStore.in(stage.directory());
    }

    /** Paused while it is looked at: agents relieve a hot host at the next sample. */
    private void heat(Browser browser, SortedMap<String, List<String>> servers) throws IOException {
        browser.as(Device.LAPTOP, "light").open("http://127.0.0.1:" + port + "/");
        browser.await("the page is live", () -> browser.text("#link-word").equals("live"));
        browser.await("all hosts are there", SOON, () -> hosts(browser).equals(stage.hosts()));
        browser.await("nobody is hot", SOON, () -> browser.text("#headline").startsWith("No host is hot"));
        Client drover = Client.drover(stage.directory(), measure.config());
        assertThat(drover.run("pause").status()).isZero();
        stage.load(servers.get("pm1"), 0.606);
        browser.await("pm1 is hot", SOON, () -> browser.text("#headline").startsWith("pm1 is hot"));
        pictures(browser, "hot");
        assertThat(drover.run("resume").status()).isZero();
        String copying = "#migrations li:has(progress[value]:not([hidden]))";
        browser.await("progress", SOON, () -> browser.count(copying) > 0);
        assertThat(browser.text(copying)).contains("running", "pm1 →").containsPattern("\\d %");
        pictures(browser, "migrating");
        assertCalm(browser);
    }

    /** The fleet goes on without a measurement point, and the page with the next one. */
    private void killed(Browser browser) throws IOException {
        measure.kill();
        Instant killed = Instant.now();
        browser.await("the loss is told", () -> browser.text("#banners").contains("Connection lost"));
        await("a gap").atMost(SOON).until(() -> Instant.now().isAfter(killed.plus(AWAY)));
        measure.start();
        measure.awaitStarted();
        browser.await("the page is live again", () -> browser.text("#link-word").equals("live"));
        assertThat(browser.complaints())
                .as("nothing but that nobody answered")
                .allMatch(said -> said.contains("net::ERR_"));
        browser.complaints().clear();
    }

    private void resolved(Browser browser) throws IOException {
        stage.awaitLoads(SOON, load -> load < 0.70);
        stage.awaitRest(SOON);
        browser.await(
                "it is resolved",
                SOON,
                () -> browser.text("#headline").startsWith("No host is hot")
                        && browser.count("#migrations .ending[data-ending=running]") == 0);
        assertThat(browser.attribute("#loads .plot", "aria-label")).containsPattern("[1-9] gap");
        pictures(browser, "resolved");
    }

    private void cool(Browser browser, SortedMap<String, List<String>> servers) throws IOException {
        for (List<String> here : servers.values()) stage.load(here, 0.1);
        browser.await("all are cold", SOON, () -> browser.count("#fleet tr[data-temperature=cold]") == 4);
        stage.awaitRest(SOON);
        pictures(browser, "cooled");
        assertCalm(browser);
    }

    private static List<String> hosts(Browser browser) {
        return Stream.of(browser.text("#fleet tbody").split("\n"))
                .map(line -> line.split(" ")[0])
                .filter(word -> word.matches("pm\\d"))
                .distinct()
                .sorted()
                .toList();
    }

    private static void pictures(Browser browser, String name) throws IOException {
        for (Device device : Device.values()) {
            for (String scheme : List.of("light", "dark")) {
                String what = device.name().toLowerCase(java.util.Locale.ROOT) + "-" + scheme;
                browser.as(device, scheme).picture("cloud-" + name + "-" + what);
            }
        }
        browser.as(Device.LAPTOP, "light");
    }

    private void assertCalm(Browser browser) throws IOException {
        assertThat(browser.inaccessible()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.asked()).containsExactly("127.0.0.1:" + port);
    }

    private void assertPageSaysWhatNovaSays(Browser browser) {
        List<String> nova =
                stage.migrations().stream().map(MeasuringTest::told).sorted().toList();
        List<String> shown = new ArrayList<>();
        for (Object row : (List<?>) browser.run("return [...document.querySelectorAll('#migrations li')].map(row =>"
                + " [row.querySelector('code').title, row.querySelector('.route').textContent,"
                + " row.querySelector('.ending').textContent].join(' '))")) shown.add(row.toString());
        assertThat(nova).isNotEmpty().allMatch(row -> row.endsWith(" completed"));
        assertThat(shown.stream().sorted().toList()).isEqualTo(nova);
        assertThat(hosts(browser)).isEqualTo(stage.hosts());
    }

    private static String told(Migration migration) {
        return migration.server() + " " + migration.source() + " → "
                + migration.destination().orElse("?") + " " + migration.status();
    }

    private void assertMeasuredOnce() throws Exception {
        MeasurementStore store = store();
        assertThat(store.gaps()).as("samples after a gap").isPositive();
        assertThat(store.longestGapSeconds()).isGreaterThanOrEqualTo(AWAY.toSeconds());
        assertThat(store.attemptsOfSamples()).isEqualTo(store.attemptsOfAgents());
        assertThat(store.migrationsOfSamples())
                .isEqualTo(stage.moves().values().stream()
                        .mapToLong(count -> count)
                        .sum());
    }

    /** By the store alone, then by the journals as well. */
    private void assertAudited() throws IOException {
        Client drover = Client.drover(stage.directory(), measure.config());
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode row : Client.openstack(stage.directory())
                .run("server", "migration", "list", "-f", "json")
                .json()) {
            listed.put(row.path("UUID").asText(), told(row, "Server UUID", "Source Compute", "Dest Compute", "Status"));
        }
        List<Ran> audits = List.of(
                drover.run("audit", "-f", "json", "--strict"),
                drover.run(
                        "audit",
                        "-f",
                        "json",
                        "--strict",
                        "--journal",
                        stage.directory().toString()));
        for (Ran audit : audits) {
            assertThat(audit.status()).as(audit.err()).isZero();
            Map<String, String> audited = new TreeMap<>();
            for (JsonNode row : new ObjectMapper().readTree(audit.out())) {
                audited.put(row.path("migration").asText(), told(row, "server", "source", "destination", "status"));
                if (!ours(row)) continue;
                assertThat(row.path("origin").asText()).as(row.toString()).isEqualTo("drover");
                assertThat(row.path("realSeconds").asDouble()).isPositive();
            }
            assertThat(audited).isEqualTo(listed);
        }
    }

    private boolean ours(JsonNode row) {
        return new TreeSet<>(stage.moves().keySet()).contains(row.path("server").asText());
    }

    private static String told(JsonNode row, String... fields) {
        StringBuilder told = new StringBuilder();
        for (String field : fields) told.append(row.path(field).asText()).append(' ');
        return told.toString();
    }
}
