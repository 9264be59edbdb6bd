package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A cold host offers itself to a peer whose memory is full: as long as that peer is there. */
class PeerLoadsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Membership members = new Membership("pm1");
    private final PeerLoads peers = new PeerLoads(Profile.DEFAULT.settings().strategy());

    private void says(String peer, long used) {
        members.heard(peer, "az");
        peers.news(HostInfo.of(peer, "az", new HostLoad(4, 0.5, 0.5, 0, 0, NOW))
                .usage(new HostUsage(8000L, used, null, null))
                .build());
    }

    private boolean full() {
        return peers.anyFullOfMemory(members::live);
    }

    @Test
    void aFullMemoryIsForgottenWhenItIsFullNoMore() {
        says("pm2", 7600);
        assertThat(full()).isTrue();
        says("pm2", 3000);
        assertThat(full()).isFalse();
    }

    @Test
    void aFullMemoryIsForgottenWithItsHost() {
        says("pm2", 7600);
        members.gone("pm2");
        assertThat(full()).isFalse();
        says("pm2", 7600);
        says("pm3", 7600);
        members.silent("pm2");
        assertThat(full()).as("the other one's is full, too").isTrue();
        members.gone("pm3");
        assertThat(full()).isFalse();
        members.heard("pm2");
        assertThat(full()).as("it is back, and has not said so again").isFalse();
        says("pm2", 7600);
        assertThat(full()).isTrue();
    }
}
