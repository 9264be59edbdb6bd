package io.drover.agent;

import com.google.inject.Injector;
import io.drover.auction.Event;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.runtime.Pace;
import io.drover.runtime.Rounds;
import io.drover.runtime.Tempo;
import io.drover.telemetry.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an agent looks at of its own accord, again and again: its host, and Nova's list of hosts. */
final class PeriodicTasks {

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final Duration PEERS_EVERY = Duration.ofMinutes(2);

    /** Soon, because until then nobody knows which of the names that peers tell are hosts. */
    private static final Duration PEERS_FIRST = Duration.ofSeconds(15);

    private final EventQueue ears;
    private final Tempo tempo;
    private final Pace asking;

    PeriodicTasks(EventQueue ears, Tempo tempo, Pace asking) {
        this.ears = ears;
        this.tempo = tempo;
        this.asking = asking;
    }

    /**
     * Looks often, which costs next to nothing, and samples when it is time or the look shows something new.
     *
     * @param notices what the sampler has to say
     * @param signs told of each look and each sample
     */
    void open(Injector parts, Consumer<String> notices, SignsOfLife signs) {
        Sampler sampler = parts.getInstance(Sampler.class);
        NovaClient nova = parts.getInstance(NovaClient.class);
        sampler.onNotice(notices);
        Rounds.every(sampler.look(), asking, () -> {
            if (sampler.due()) {
                var observation = sampler.sample();
                signs.sampled(observation.problem());
                ears.hear(new Event.Observed(tempo.clock().instant(), observation));
            }
            signs.looked();
        });
        asking.after(PEERS_FIRST, () -> listPeers(nova));
        Rounds.later(PEERS_EVERY, asking, () -> listPeers(nova));
    }

    private void listPeers(NovaClient nova) {
        try {
            List<String> up = nova.computeServices().stream()
                    .filter(ComputeService::up)
                    .map(ComputeService::host)
                    .toList();
            ears.hear(new Event.PeersListed(tempo.clock().instant(), up));
        } catch (CloudException e) {
            LOG.warn("peers are not listed: {}", e.getMessage());
        }
    }
}
