package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Note;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each strategy keeps its promise on real hosts, by real live migrations. */
@Tag("cloud")
class BalancingTest {

    private static final Duration SOON = Duration.ofSeconds(120);

    @RegisterExtension
    private final Stage stage = new Stage();

    @Test
    void pushRelievesAHotHost() {
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 3, "pm3", 3, "pm4", 3));
        for (String host : List.of("pm2", "pm3", "pm4")) stage.load(servers.get(host), 0.45);
        stage.agents(Map.of("DEFAULT.strategy", "push"));

        stage.load(servers.get("pm1"), 0.606);
        stage.awaitLoad("pm1", load -> load > 0.9);
        stage.awaitLoads(SOON, load -> load < 0.70);
        stage.awaitBalance(0.95, SOON);
        assertThat(stage.agents.notes(Note.Kind.OPENED))
                .extracting(Note::text)
                .allMatch(text -> text.startsWith("hot"));
    }

    @Test
    void pullFillsAColdHost() {
        var servers = stage.boot(Map.of("pm1", 4, "pm2", 4, "pm3", 4, "pm4", 3));
        for (String host : List.of("pm1", "pm2", "pm3", "pm4")) stage.load(servers.get(host), 0.5);
        stage.agents(Map.of("DEFAULT.strategy", "pull"));

        stage.load(servers.get("pm4"), 0.03);
        stage.awaitLoad("pm4", load -> load < 0.1);
        stage.awaitLoads(SOON, load -> load > 0.30);
        stage.awaitBalance(0.95, SOON);
        assertThat(stage.agents.notes(Note.Kind.OPENED))
                .extracting(Note::text)
                .allMatch(text -> text.startsWith("cold"));
    }

    @Test
    void hybridDoesBoth() {
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 4, "pm3", 4, "pm4", 3));
        // no host is cold until the step: an agent that is ready first would pull to a host that then becomes hot
        stage.load(servers.get("pm1"), 0.3);
        for (String host : List.of("pm2", "pm3", "pm4")) stage.load(servers.get(host), 0.45);
        stage.agents(Map.of("DEFAULT.strategy", "hybrid"));

        stage.load(servers.get("pm1"), 0.606);
        stage.load(servers.get("pm4"), 0.03);
        stage.awaitLoad("pm1", load -> load > 0.9);
        stage.awaitLoad("pm4", load -> load < 0.1);
        stage.awaitLoads(SOON, load -> load < 0.70 && load > 0.30);
        stage.awaitBalance(0.95, SOON);
    }
}
