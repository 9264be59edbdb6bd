package io.drover.check;

import io.drover.check.CloudCheck.Finding;
import io.drover.check.CloudCheck.Result;
import io.drover.config.Accounts;
import io.drover.config.AgentConfig;
import io.drover.openstack.CloudException;
import io.drover.openstack.Service;
import io.drover.openstack.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Questions to a cloud, one after the other; what becomes of each is a finding. */
final class Trial {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);

    /** When the first of the checks began. */
    @SuppressWarnings("TimeInStaticInitializer")
    static final Instant BEGAN = Instant.now();

    static final long BEGAN_NANOS = System.nanoTime();

    private final List<Finding> findings = new ArrayList<>();

    /** A connection of its own, with short patience. */
    static Session session(AgentConfig config) {
        return new Session(Accounts.session(config.cloud()).withTimeouts(CONNECT, READ), InstantSource.system());
    }

    /** Asks; the sentence says what was found. */
    Trial ask(Supplier<Finding> question) {
        try {
            findings.add(question.get());
        } catch (CloudException e) {
            findings.add(refused(e));
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(Result.FAILED, e.getMessage()));
        }
        return this;
    }

    /** A service that is away fails all that is asked of it, and without a token nothing can be asked at all. */
    static Finding refused(CloudException e) {
        boolean away = e.service() == Service.KEYSTONE || e instanceof CloudException.Unavailable;
        return new Finding(Result.FAILED, e.getMessage(), away ? e.service().title() + " is away" : "");
    }

    /** Asks for any number of findings. */
    Trial askAll(Supplier<List<Finding>> question) {
        try {
            findings.addAll(question.get());
        } catch (CloudException e) {
            findings.add(refused(e));
        }
        return this;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    static Finding ok(String sentence) {
        return new Finding(Result.OK, sentence);
    }

    static Finding warning(String sentence) {
        return new Finding(Result.WARNING, sentence);
    }

    static Finding failed(String sentence) {
        return new Finding(Result.FAILED, sentence);
    }
}
