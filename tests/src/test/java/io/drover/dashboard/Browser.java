package io.drover.dashboard;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, and what it met on the way. */
public final class Browser implements AutoCloseable {

    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** It only warns that it is older than the browser; kept here, or it would be forgotten with its level. */
    private static final Logger CHATTER = Logger.getLogger("org.openqa.selenium.devtools");

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** It looks at each element of a page, and there may be thousands. */
    private static final Duration AXE_PATIENCE = Duration.ofMinutes(3);

    private static final List<String> QUIET = List.of(
            "--headless",
            "--hide-scrollbars",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    /** What an operator looks with. */
    public enum Device {
        LAPTOP(1280, 800, 1.25, false),
        PHONE(390, 844, 2, true);

        private final int width;
        private final int height;
        private final double scale;
        private final boolean mobile;

        Device(int width, int height, double scale, boolean mobile) {
            this.width = width;
            this.height = height;
            this.scale = scale;
            this.mobile = mobile;
        }
    }

    private final ChromeDriver driver;
    private final List<String> complaints = new ArrayList<>();
    private int width;
    private final SortedSet<String> asked = new TreeSet<>();

    static {
        CHATTER.setLevel(Level.SEVERE);
    }

    public static boolean installed() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    public Browser(Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(QUIET);
        options.addArguments("--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "UTC"));
    }

    public Browser as(Device device, String scheme) {
        width = device.width;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", device.width,
                        "height", device.height,
                        "deviceScaleFactor", device.scale,
                        "mobile", device.mobile));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Of the screen, in pixels of the page. */
    public int width() {
        return width;
    }

    public Browser open(String url) {
        driver.get(url);
        return this;
    }

    public String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    public int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    public String attribute(String selector, String name) {
        return driver.findElement(By.cssSelector(selector)).getDomAttribute(name);
    }

    public void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    public Object run(String script) {
        return driver.executeScript(script);
    }

    /** Calls {@code done} when it is ready. */
    public Object runUntilDone(String script) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver.executeAsyncScript("const done = arguments[0];" + script);
    }

    /** Runs in every page that is opened from now on, before its own scripts. */
    public void runFirst(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /**
     * From now on {@link #mainThread} counts.
     *
     * @param clock threadTicks: time of the processor; timeTicks: time that passes
     */
    public void meterMainThread(String clock) {
        driver.executeCdpCommand("Performance.disable", Map.of());
        driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", clock));
    }

    /** Seconds for which the page's main thread was busy, by what it did. */
    public Map<String, Double> mainThread() {
        Map<String, Double> seconds = new TreeMap<>();
        List<?> metrics = (List<?>)
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
        for (Object metric : metrics) {
            Map<?, ?> one = (Map<?, ?>) metric;
            String name = one.get("name").toString();
            if (name.endsWith("Duration")) seconds.put(name, ((Number) one.get("value")).doubleValue());
        }
        return seconds;
    }

    public void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    public void await(String what, Duration patience, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .until(condition::getAsBoolean);
    }

    /** The whole page from its top, however long. */
    public Path picture(String name) throws IOException {
        driver.executeAsyncScript("scrollTo(0, 0); const done = arguments[0];"
                + "requestAnimationFrame(() => requestAnimationFrame(() => done()))");
        Map<String, Object> whole = Map.of("format", "png", "captureBeyondViewport", true);
        Object data = driver.executeCdpCommand("Page.captureScreenshot", whole).get("data");
        Files.createDirectories(PICTURES);
        return Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(data.toString()));
    }

    /** What axe-core finds, one line each. */
    public List<String> inaccessible() throws IOException {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        driver.manage().timeouts().scriptTimeout(AXE_PATIENCE);
        Object found = driver.executeAsyncScript("const done = arguments[0];"
                + "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then("
                + "r => done(r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html + ' ' + n.failureSummary))),"
                + "e => done(['axe: ' + e]))");
        return ((List<?>) found).stream().map(Object::toString).toList();
    }

    /** What the page complained of on the console. */
    public List<String> complaints() {
        for (LogEntry entry : driver.manage().logs().get("browser")) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) complaints.add(entry.getMessage());
        }
        return complaints;
    }

    /** Hosts and ports that requests went to. */
    public SortedSet<String> asked() {
        for (LogEntry entry : driver.manage().logs().get("performance")) {
            String message = entry.getMessage();
            if (!message.contains("\"Network.requestWillBeSent\"")) continue;
            int at = message.indexOf("\"request\":");
            int url = message.indexOf("\"url\":\"", at) + "\"url\":\"".length();
            asked.add(message.substring(url, message.indexOf('"', url)));
        }
        return asked.stream()
                .filter(url -> url.startsWith("http") || url.startsWith("ws"))
                .map(URI::create)
                .map(URI::getAuthority)
                .collect(toCollection(TreeSet::new));
    }

    /** Leaves the page and what it met. Its server may be gone already. */
    public void forget() {
        driver.get("about:blank");
        complaints();
        asked();
        complaints.clear();
        asked.clear();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
