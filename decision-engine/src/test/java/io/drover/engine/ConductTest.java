package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Profile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a host makes of how a peer has dealt with it. */
class ConductTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Conduct conduct = new Conduct(Profile.DEFAULT.settings());
    private int auctions;

    private void refuses(int times) {
        for (int i = 0; i < times; i++) conduct.refused("pm2", now);
    }

    private boolean passed(Duration after) {
        return conduct.passedOver("pm2", now.plus(after)).isPresent();
    }

    private void locks(String peer, Duration length) {
        String auction = peer + "/1/" + ++auctions;
        conduct.locked(auction, now);
        now = now.plus(length);
        conduct.unlocked(auction, now);
    }

    private boolean denied(String peer) {
        return conduct.denied(peer, now).isPresent();
    }

    @Test
    void threeRefusalsInARowCostAMinuteAndEachOneMoreTwiceAsLongUpToAnHour() {
        refuses(2);
        assertThat(passed(Duration.ZERO)).isFalse();
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            refuses(1);
            assertThat(passed(Duration.ofMinutes(minutes).minusMillis(1))).isTrue();
            assertThat(passed(Duration.ofMinutes(minutes))).isFalse();
            assertThat(conduct.news()).singleElement().asString().startsWith("pm2 has refused ");
            now = now.plus(Duration.ofMinutes(minutes));
        }
        assertThat(conduct.news()).isEmpty();
        assertThat(conduct.passedOver("pm3", now)).isEmpty();
    }

    @Test
    void aServerThatMovesMakesUpForRefusals() {
        refuses(5);
        conduct.kept("pm2");
        assertThat(passed(Duration.ZERO)).isFalse();
        refuses(2);
        assertThat(passed(Duration.ZERO)).isFalse();
        refuses(1);
        assertThat(passed(Duration.ofMinutes(1))).as("a minute again").isFalse();
    }

    @Test
    void locksForNothingAreCountedAgainstWhoHoldsThem() {
        locks("pm2", Duration.ofSeconds(60));
        assertThat(denied("pm2")).isFalse();
        locks("pm3", Duration.ofSeconds(60));
        locks("pm2", Duration.ofSeconds(60));
        assertThat(denied("pm2")).as("120 s less a quarter of what has passed").isFalse();
        locks("pm2", Duration.ofSeconds(60));
        assertThat(denied("pm2")).isTrue();
        assertThat(denied("pm3")).isFalse();
        assertThat(conduct.news())
                .containsExactly("pm2 has locked this host again and again for nothing: it gets no bid for 60 s");
        now = now.plusSeconds(60);
        assertThat(denied("pm2")).isFalse();
        locks("pm2", Duration.ofSeconds(60));
        assertThat(denied("pm2")).as("there is little left of its budget").isTrue();
        conduct.kept("pm2");
        assertThat(denied("pm2")).isFalse();
    }

    /** The most that an honest host does: an auction each ten seconds, each of which takes two. */
    @Test
    void locksOfAnHonestHostNeverAddUp() {
        for (int auction = 0; auction < 1_000; auction++) {
            locks("pm2", Duration.ofSeconds(2));
            now = now.plusSeconds(8);
            assertThat(denied("pm2")).isFalse();
        }
    }

    @Test
    void whatCameOfALockIsNotForNothing() {
        for (int auction = 0; auction < 100; auction++) {
            conduct.locked("pm2/1/" + auction, now);
            now = now.plusSeconds(30);
            conduct.agreed("pm2/1/" + auction);
        }
        assertThat(denied("pm2")).isFalse();
    }

    @Test
    void aPeerIsHeardSixtyTimesAMinute() {
        int heard = 0;
        for (int call = 0; call < 600; call++) {
            if (conduct.hears("pm2", now)) heard++;
            now = now.plusMillis(200);
        }
        assertThat(heard).isEqualTo(120);
        assertThat(conduct.hears("pm3", now)).isTrue();
    }

    @Test
    void memoryIsBounded() {
        PeerPenalties penalties = new PeerPenalties();
        for (int peer = 0; peer < 3 * PeerPenalties.PEERS; peer++) {
            penalties.impose("pm" + peer, now);
            now = now.plusMillis(1);
        }
        assertThat(penalties.left("pm0", now))
                .as("the one that was over soonest")
                .isEmpty();
        assertThat(penalties.left("pm" + (3 * PeerPenalties.PEERS - 1), now)).isPresent();
        assertThat(penalties.size()).isEqualTo(PeerPenalties.PEERS);
    }

    @Test
    void theThesisMindsNothing() {
        Conduct published = new Conduct(Profile.THESIS.settings());
        for (int i = 0; i < 100; i++) {
            published.refused("pm2", now);
            published.locked("pm2/1/" + i, now);
            now = now.plusSeconds(60);
            published.unlocked("pm2/1/" + i, now);
        }
        assertThat(published.passedOver("pm2", now)).isEmpty();
        assertThat(published.denied("pm2", now)).isEmpty();
        assertThat(published.news()).isEmpty();
    }
}
