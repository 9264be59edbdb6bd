package io.drover.agent;

import com.google.inject.Injector;
import io.drover.auction.Event;
import io.drover.model.Jitter;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.runtime.Pace;
import io.drover.runtime.Rounds;
import io.drover.runtime.Tempo;
import io.drover.telemetry.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an agent looks at of its own accord, again and again: its host, and Nova's list of hosts. */
final class PeriodicTasks {

    private static final Logger LOG = LoggerFactory.getLogger("drover");

    /** Whether it is this agent's turn to read Nova's list. */
    private static final Duration TURN_EVERY = Duration.ofSeconds(45);

    /** Soon, because until then nobody knows which of the names that peers tell are hosts. */
    private static final Duration PEERS_FIRST = Duration.ofSeconds(15);

    private static final Duration SAMPLE_FIRST = Duration.ofSeconds(30);

    private final EventQueue ears;
    private final Tempo tempo;
    private final Pace asking;
    private final Supplier<CompletableFuture<Boolean>> turn;

    /**
     * @param turn whether this agent is to read Nova's list of hosts now
     */
    PeriodicTasks(EventQueue ears, Tempo tempo, Pace asking, Supplier<CompletableFuture<Boolean>> turn) {
        this.turn = turn;
        this.ears = ears;
        this.tempo = tempo;
        this.asking = asking;
    }

    /**
     * Looks often, which costs next to nothing, and samples when it is time or the look shows something new.
     *
     * @param host this one
     * @param notices what the sampler has to say
     * @param signs told of each look and each sample
     */
    void open(Injector parts, String host, Consumer<String> notices, SignsOfLife signs) {
        Sampler sampler = parts.getInstance(Sampler.class);
        NovaClient nova = parts.getInstance(NovaClient.class);
        sampler.onNotice(notices);
        Jitter jitter = parts.getInstance(Jitter.class);
        Runnable look = () -> {
            if (sampler.due()) {
                var observation = sampler.sample();
                signs.sampled(observation.problem());
                ears.hear(new Event.Observed(tempo.clock().instant(), observation));
            }
            signs.looked();
        };
        asking.after(first(sampler.interval(), jitter), () -> Rounds.every(sampler.look(), asking, look));
        asking.after(jitter.again(PEERS_FIRST), () -> lookForTurn(nova, host, jitter));
    }

    /** A host is not left without a sample for long. */
    private static Duration first(Duration interval, Jitter jitter) {
        return jitter.phase(interval.compareTo(SAMPLE_FIRST) < 0 ? interval : SAMPLE_FIRST);
    }

    private void lookForTurn(NovaClient nova, String host, Jitter jitter) {
        try {
            turn.get().thenAccept(mine -> {
                if (mine) asking.after(Duration.ZERO, () -> listPeers(nova, host));
            });
            asking.after(jitter.again(TURN_EVERY), () -> lookForTurn(nova, host, jitter));
        } catch (RejectedExecutionException closed) {
            LOG.debug("the list of hosts is read no more");
        }
    }

    private void listPeers(NovaClient nova, String host) {
        try {
            List<ComputeService> all = nova.computeServices();
            ears.hear(new Event.PeersListed(
                    tempo.clock().instant(), ListedHosts.up(all), ListedHosts.failed(all, host), true));
        } catch (CloudException e) {
            LOG.warn("peers are not listed: {}", e.getMessage());
        }
    }
}
