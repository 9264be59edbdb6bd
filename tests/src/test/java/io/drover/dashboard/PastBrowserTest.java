package io.drover.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.drover.dashboard.Browser.Device;
import io.drover.measurement.Fleet;
import io.drover.measurement.Ledger;
import io.drover.measurement.MeasurementPoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A week of twelve hosts that breathe with the day, two hours of which nobody measured. */
@Tag("browser")
class PastBrowserTest {

    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration UNMEASURED = Duration.ofDays(3);
    private static final int HOSTS = 12;

    @TempDir
    private Path profile;

    private final Fleet fleet = new Fleet();
    private final MeasurementPoint point =
            new MeasurementPoint(INTERVAL, fleet, Ledger.NONE, Ledger.Past.NONE, Runnable::run);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void liveThroughAWeek() {
        for (Duration at = INTERVAL; at.compareTo(WEEK) <= 0; at = at.plus(INTERVAL)) {
            fleet.passes(INTERVAL);
            Duration since = at.minus(UNMEASURED);
            boolean measured = since.isNegative() || since.compareTo(Duration.ofHours(2)) > 0;
            point.connected(measured);
            if (!measured || point.ask().isEmpty()) continue;
            double day = at.toSeconds() * 2 * Math.PI / 86_400;
            for (int host = 1; host <= HOSTS; host++) {
                double load = 0.2 + 0.04 * host + 0.12 * Math.sin(day + host) + 0.05 * Math.sin(37 * day * host);
                point.hear(fleet.answer("compute-" + host, load, at.toMinutes() / 10));
            }
        }
    }

    @Test
    void aWeekIsShownAsEvenlyAsItsLastHour() throws Exception {
        assumeTrue(Browser.installed(), "there is no /usr/bin/chromium with /usr/bin/chromedriver");
        liveThroughAWeek();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        Dashboard dashboard = Dashboard.register(server, point, Optional.empty());
        server.start();
        try (Browser browser = new Browser(profile)) {
            browser.as(Device.LAPTOP, "light")
                    .open("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            browser.await("the page is live", () -> browser.text("#link-word").equals("live"));
            browser.click("#loads summary");
            browser.run("document.querySelector('#ranges input[value=\"604800\"]').click()");
            browser.await("a week is shown", () -> label(browser).startsWith("Host loads from Mar 1, 12:0"));
            assertThat(label(browser)).contains(" to Mar 8, 12:00:00: ", "1 gap");
            assertThat(days(browser))
                    .startsWith("Mar 8")
                    .contains("Mar 2", "Mar 3", "Mar 5", "Mar 6", "Mar 7")
                    .endsWith("Mar 1");
            browser.picture("week");
            assertThat(browser.inaccessible()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        } finally {
            dashboard.close();
            server.stop(0);
        }
    }

    private static String label(Browser browser) {
        return browser.attribute("#loads .plot", "aria-label");
    }

    /** Of the table's rows. */
    private static List<String> days(Browser browser) {
        String all = browser.run("return [...document.querySelectorAll('#loads .numbers tbody th')]"
                        + ".map((cell) => cell.textContent.split(',')[0]).join('|')")
                .toString();
        return List.of(all.split("\\|"));
    }
}
