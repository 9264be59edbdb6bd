package io.drover.cli;

import io.drover.config.Environment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service tells systemd, in the words of sd_notify(3). Silent where no systemd listens.
 *
 * <p>It is told by {@code systemd-notify}: the JDK knows no AF_UNIX datagrams, and a process of some milliseconds every
 * minute or two takes less memory than a native library that stays loaded.
 */
public final class Systemd {

    private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Environment environment;
    private final String command;

    Systemd(Environment environment, String command) {
        this.environment = environment;
        this.command = command;
    }

    public static Systemd of(Environment environment) {
        return new Systemd(environment, "systemd-notify");
    }

    /**
     * @param status one line for people who ask systemd
     */
    public void ready(String status) {
        tell("READY=1", "STATUS=" + status);
    }

    public void stopping() {
        tell("STOPPING=1");
    }

    /**
     * Says that the service lives, twice in each period of systemd's watchdog and only after a new proof of it; without
     * a watchdog never. A proof that stays away for a period is not replaced by anything: systemd then ends the service.
     *
     * @param proof begins a piece of the service's real work, and is completed by it
     */
    public void watch(Supplier<CompletableFuture<Void>> proof) {
        Optional<Duration> period = watchdog();
        if (period.isEmpty()) return;
        Thread thread = new Thread(() -> watch(proof, period.get()), "drover-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch(Supplier<CompletableFuture<Void>> proof, Duration period) {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(period.toNanos() / 2);
                if (proven(proof.get(), period)) tell("WATCHDOG=1");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException closed) {
            LOG.debug("the service has ended and sends no more watchdog messages");
        }
    }

    private static boolean proven(CompletableFuture<Void> proof, Duration period) throws InterruptedException {
        try {
            proof.get(period.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.error(
                    "{}: systemd is not told that this service lives",
                    e.getCause().getMessage());
            return false;
        } catch (TimeoutException e) {
            LOG.error("nothing was decided for {}: systemd is not told that this service lives", period);
            return false;
        }
    }

    /** Empty as well when the watchdog is another process's, or nonsense. */
    private Optional<Duration> watchdog() {
        String own = Long.toString(ProcessHandle.current().pid());
        if (!environment.variable("WATCHDOG_PID").orElse(own).equals(own)) return Optional.empty();
        return environment
                .variable("WATCHDOG_USEC")
                .filter(micros -> micros.matches("[1-9][0-9]{0,17}"))
                .map(micros -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros))));
    }

    private void tell(String... words) {
        if (environment.variable("NOTIFY_SOCKET").isEmpty()) return;
        ProcessBuilder notify = new ProcessBuilder(command).inheritIO();
        notify.command().addAll(List.of(words));
        try {
            Process process = notify.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (IOException e) {
            LOG.warn("systemd is not told {}: {}", words[0], e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
