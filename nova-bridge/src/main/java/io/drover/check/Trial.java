package io.drover.check;

import io.drover.check.CloudCheck.Finding;
import io.drover.check.CloudCheck.Result;
import io.drover.config.Accounts;
import io.drover.config.AgentConfig;
import io.drover.openstack.CloudException;
import io.drover.openstack.Service;
import io.drover.openstack.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Questions to a cloud, one after the other; what becomes of each is a finding. */
final class Trial {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);

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

    /** Without a token nothing else can be tried, and that is told once, by the check of Keystone. */
    private static Finding refused(CloudException e) {
        boolean keystone = e.service() == Service.KEYSTONE;
        return keystone
                ? new Finding(Result.WARNING, "not tried: there is no token")
                : new Finding(Result.FAILED, e.getMessage());
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
