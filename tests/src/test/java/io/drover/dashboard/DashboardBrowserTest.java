package io.drover.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.drover.dashboard.Browser.Device;
import io.drover.measurement.FleetView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page in a real browser, showing a staged fleet in each state that an operator may meet. */
@Tag("browser")
class DashboardBrowserTest {

    private static final String TOKEN = "a-token-of-some-length";

    @TempDir
    private static Path profile;

    private static Browser browser;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private HttpServer server;
    private Dashboard dashboard;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.installed(), "there is no /usr/bin/chromium with /usr/bin/chromedriver");
        browser = new Browser(profile);
    }

    @AfterAll
    static void end() {
        if (browser != null) browser.close();
    }

    @AfterEach
    void stop() {
        browser.forget();
        if (server != null) stopServer();
        threads.shutdownNow();
    }

    private void stopServer() {
        dashboard.close();
        server.stop(0);
    }

    private String serve(FleetView fleet, Optional<String> token) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        dashboard = Dashboard.register(server, fleet, token);
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void show(FleetView fleet, Device device, String scheme) throws IOException {
        browser.as(device, scheme).open(serve(fleet, Optional.empty()));
        browser.await("the page is live", () -> browser.text("#link-word").equals("live"));
        browser.await("the fleet is shown", () -> !browser.text("#headline").startsWith("Asking"));
    }

    private void assertCalm() throws IOException {
        assertThat(browser.inaccessible()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.asked())
                .containsExactly("127.0.0.1:" + server.getAddress().getPort());
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing sticks out to the right")
                .isEqualTo(true);
    }

    @Test
    void aLaptopShowsTheWholeFleetInLight() throws Exception {
        show(StagedFleet.of(6), Device.LAPTOP, "light");
        browser.await("charts are drawn", () -> browser.count(".u-over") == 5);
        assertThat(browser.count("#fleet tbody tr")).isEqualTo(6);
        assertThat(browser.attribute("#loads .plot", "aria-label")).contains("compute-03 from 0.4", "1 gap");
        browser.picture("laptop-light");
        browser.click("#auctions li:last-child summary");
        assertThat(browser.text("#auctions li:last-child .bid-table")).contains("won", "lost", "silent", "declined");
        assertThat(browser.text("#auctions li:last-child [data-verdict=won]")).contains("compute-06", "best balance");
        assertThat(browser.text("#migrations li:first-child")).contains("running", "62 %", "predicted 38 s");
        browser.click("#loads summary");
        browser.await("the numbers are listed", () -> browser.count("#loads .numbers tbody tr") == 12);
        browser.picture("laptop-light-open");
        assertCalm();
    }

    @Test
    void aPhoneShowsItInDark() throws Exception {
        show(StagedFleet.of(6), Device.PHONE, "dark");
        browser.picture("phone-dark");
        browser.click("#auctions li:last-child summary");
        browser.picture("phone-dark-open");
        assertCalm();
    }

    @Test
    void itIsUsedWithTheKeyboard() throws Exception {
        show(StagedFleet.of(3), Device.LAPTOP, "dark");
        browser.press(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
        browser.press(Keys.ENTER);
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("main");
        browser.press(Keys.TAB);
        browser.press(Keys.SPACE);
        assertThat(browser.attribute(".chip", "aria-pressed")).isEqualTo("true");
        browser.run("document.querySelector('#ranges input:checked').focus()");
        browser.press(Keys.ARROW_LEFT);
        assertThat(browser.run("return document.querySelector('#ranges input:checked').value"))
                .isEqualTo("900");
        browser.run("document.querySelector('[data-sort=load]').focus()");
        browser.press(Keys.ENTER);
        browser.await(
                "the hottest is first", () -> browser.text("#fleet tbody tr").startsWith("compute-03"));
        browser.click("#theme");
        browser.click("#theme");
        assertThat(browser.attribute("html", "data-theme")).isEqualTo("dark");
        assertCalm();
    }

    @Test
    void newsComeByThemselvesAndWhatIsOpenStaysOpen() throws Exception {
        StagedFleet fleet = StagedFleet.of(6);
        show(fleet, Device.LAPTOP, "light");
        browser.click("#auctions li:first-child summary");
        String before = browser.text("#now");
        fleet.pass(Duration.ofSeconds(5));
        browser.await("time goes on", () -> !browser.text("#now").equals(before));
        assertThat(browser.count("#auctions details[open]")).isEqualTo(1);
        browser.click("#freeze");
        String frozen = browser.text("#now");
        fleet.pass(Duration.ofSeconds(5));
        browser.click("#freeze");
        browser.await("it catches up", () -> !browser.text("#now").equals(frozen));
        assertCalm();
    }

    @Test
    void adviceIsShownForWhatItIs() throws Exception {
        show(StagedFleet.advising(6), Device.LAPTOP, "light");
        assertThat(browser.text("#banners")).contains("advise only");
        assertThat(browser.text("#advice")).contains("compute-03 would move", "0.917 → 0.961");
        assertThat(browser.text("#migrations .empty")).isEqualTo("No migration yet.");
        browser.picture("advice");
        assertCalm();
    }

    @Test
    void aPausedFleetSaysSo() throws Exception {
        show(StagedFleet.paused(6), Device.LAPTOP, "dark");
        assertThat(browser.text("#banners")).contains("All hosts are paused");
        assertThat(browser.text("#fleet tbody")).contains("paused");
        assertCalm();
    }

    @Test
    void beforeAnybodyAnswersItSaysWhatToDo() throws Exception {
        show(StagedFleet.silent(), Device.PHONE, "light");
        assertThat(browser.text("#headline")).isEqualTo("No agent has answered yet");
        assertThat(browser.text("main")).contains("drover status", "No auction yet", "No migration yet");
        assertCalm();
    }

    @Test
    void manyHostsAreStillToBeReadAndShownInTime() throws Exception {
        show(StagedFleet.of(120), Device.LAPTOP, "light");
        browser.await("the hottest have chips", () -> browser.count(".chip") == 12);
        assertThat(browser.count("#fleet tbody tr")).isEqualTo(50);
        browser.picture("many-hosts");
        assertCalm();
    }

    @Test
    void whenTheServerIsGoneThePageKeepsWhatItHas() throws Exception {
        show(StagedFleet.of(6), Device.LAPTOP, "light");
        server.stop(0);
        browser.await("the loss is told", () -> browser.text("#banners").contains("Connection lost"));
        assertThat(browser.count("#fleet tbody tr")).isEqualTo(6);
        browser.picture("connection-lost");
    }

    @Test
    void theEndOfALabIsNoFault() throws Exception {
        show(StagedFleet.of(6), Device.LAPTOP, "light");
        stopServer();
        browser.await("the end is told", () -> browser.text("#banners").contains("Drover has stopped here"));
        assertThat(browser.text("#link-word")).isEqualTo("ended");
    }

    @Test
    void theTokenIsAskedForOnce() throws Exception {
        browser.as(Device.PHONE, "light").open(serve(StagedFleet.of(3), Optional.of(TOKEN)));
        assertThat(browser.text("h1")).isEqualTo("Drover");
        browser.picture("sign-in");
        browser.press(TOKEN, Keys.ENTER);
        browser.await("the fleet is shown", () -> browser.count("#fleet tbody tr") == 3);
        assertThat(browser.run("return location.href")).asString().doesNotContain(TOKEN);
        assertThat(browser.run("return document.cookie")).isEqualTo("");
    }
}
