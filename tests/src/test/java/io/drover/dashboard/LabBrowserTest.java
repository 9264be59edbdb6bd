package io.drover.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cli.Drover;
import io.drover.config.Environment;
import io.drover.dashboard.Browser.Device;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole lab, looked at as an operator would: a hot host is seen, the auction, the migration, and that it cools. */
@Tag("browser")
class LabBrowserTest {

    private static final Pattern ADDRESS = Pattern.compile("dashboard: (http://127\\.0\\.0\\.1:\\d+/)");
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration RELIEF = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aHotspotIsSeenToResolve() throws Exception {
        assumeTrue(Browser.installed(), "there is no /usr/bin/chromium with /usr/bin/chromedriver");
        try (Browser browser = new Browser(directory.resolve("profile"))) {
            CompletableFuture<Integer> lab =
                    CompletableFuture.supplyAsync(() -> run("lab --duration 12m --speed 8 --seed 1 -f json"));
            browser.as(Device.LAPTOP, "light").open(address());
            browser.await(
                    "the hot host is told", () -> browser.text("#headline").startsWith("host-1 is hot"));
            assertThat(browser.count("#fleet tr[data-temperature=hot]")).isEqualTo(1);
            browser.await(
                    "an auction is seen", RELIEF, () -> browser.count("#auctions .ending[data-ending=moved]") > 0);
            browser.await(
                    "it cools",
                    RELIEF,
                    () -> browser.count("#fleet tr[data-temperature=hot]") == 0
                            && browser.text("#headline").startsWith("No host is hot"));
            look(browser);
            assertThat(lab.isDone()).isFalse();
            assertEnd(browser, lab);
        }
    }

    private static void look(Browser browser) throws IOException {
        assertThat(browser.count("#auctions li"))
                .as("who asks in vain again and again is one row")
                .isLessThan(25);
        assertThat(browser.text("#auctions ol")).containsPattern("peers busy, \\d+ times since");
        browser.click("#auctions li:has([data-ending=moved]) summary");
        assertThat(browser.text("#auctions details[open] .bid-table")).contains("won");
        assertThat(browser.text("#migrations")).contains("completed", "took", "predicted");
        browser.picture("lab-laptop-light");
        browser.as(Device.LAPTOP, "dark").picture("lab-laptop-dark");
        browser.as(Device.PHONE, "light").picture("lab-phone");
        browser.as(Device.LAPTOP, "light");
        assertThat(browser.inaccessible()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.asked()).hasSize(1).allMatch(address -> address.startsWith("127.0.0.1:"));
    }

    private void assertEnd(Browser browser, CompletableFuture<Integer> lab) throws Exception {
        browser.await(
                "the end is told", RELIEF, () -> browser.text("#link-word").equals("ended"));
        assertThat(lab.get(60, TimeUnit.SECONDS)).as(text(err)).isZero();
        JsonNode summary = new ObjectMapper().readTree(out.toByteArray());
        assertThat(summary.path("hotHosts").path("end").intValue()).isZero();
        assertThat(summary.path("invariantViolations").intValue()).isZero();
    }

    private String address() {
        return Awaitility.await("the dashboard's address")
                .atMost(START)
                .until(() -> ADDRESS.matcher(text(err)), Matcher::find)
                .group(1);
    }

    private int run(String line) {
        Environment environment = new Environment(new TreeMap<>(), directory, directory, directory, "lab");
        return Drover.run(line.split(" "), new PrintStream(out, true), new PrintStream(err, true), environment);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
