package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.model.AuctionScope;
import io.drover.strategy.Invitation;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whom an agent asks that was told nothing. */
class AutoScopeTest {

    private final Membership members = new Membership("own");

    private void peers(String group, int count) {
        for (int i = 0; i < count; i++) members.heard(group + i, group);
    }

    private Invitees invitees(AuctionScope scope) {
        return new Invitees(members, scope, "one");
    }

    private Invitation invited(int doublings) {
        return invitees(new AuctionScope.Auto()).invite(doublings, new SplittableRandom(1));
    }

    @Test
    void aSmallFleetOfOneGroupIsAskedWhole() {
        peers("one", 63);
        Invitation invitation = invited(0);
        assertThat(invitation.addresses()).containsExactly(Address.FLEET);
        assertThat(invitation.awaited()).hasSize(63);
        assertThat(invitation.everybody()).isTrue();
    }

    @Test
    void ofALargeGroupAFewAreAskedAndAfterFailuresMoreUpToABound() {
        peers("one", 64);
        assertThat(invited(0).awaited()).hasSize(8);
        assertThat(invited(0).addresses()).hasSize(8).doesNotContain(Address.FLEET);
        assertThat(invited(2).awaited()).hasSize(32);
        peers("one", 1000);
        for (int doublings : List.of(3, 4, 40)) {
            assertThat(invited(doublings).awaited()).hasSize(64);
            assertThat(invited(doublings).everybody()).isFalse();
        }
    }

    @Test
    void whereThereAreGroupsTheOwnOneIsAsked() {
        peers("one", 30);
        peers("two", 5);
        assertThat(invited(0).addresses()).containsExactly(new Address.Group("one"));
        assertThat(invited(0).awaited()).hasSize(30).allMatch(peer -> peer.startsWith("one"));
        peers("one", 200);
        peers("two", 200);
        assertThat(invited(9).awaited()).hasSize(64).allMatch(peer -> peer.startsWith("one"));
    }

    private List<String> invitable(AuctionScope scope) {
        return invitees(scope).invitable();
    }

    /** Whom anybody may draw is told by one place. */
    @Test
    void whoIsInvitedIsAmongThoseThatMayBe() {
        List<AuctionScope> scopes = List.of(
                new AuctionScope.Auto(),
                new AuctionScope.All(),
                new AuctionScope.Group(),
                new AuctionScope.Sample(3),
                new AuctionScope.Sample(300));
        List<Runnable> happens = List.of(
                () -> {},
                () -> peers("one", 9),
                () -> members.named("any"),
                () -> peers("two", 9),
                () -> members.silent("one3"),
                () -> peers("one", 200));
        for (Runnable each : happens) {
            each.run();
            for (AuctionScope scope : scopes) {
                Invitation invitation = invitees(scope).invite(9, new SplittableRandom(1));
                assertThat(invitable(scope)).containsAll(invitation.awaited());
                if (invitation.everybody()) assertThat(invitation.awaited()).containsAll(invitable(scope));
            }
        }
    }

    @Test
    void whereThereAreGroupsNobodyOfAnotherOneMayBeInvited() {
        peers("one", 30);
        peers("two", 5);
        assertThat(invitable(new AuctionScope.Auto())).hasSize(30).allMatch(peer -> peer.startsWith("one"));
        assertThat(invitable(new AuctionScope.Group())).hasSize(30);
        assertThat(invitable(new AuctionScope.All())).hasSize(35);
    }

    /** Nova names hosts without their groups. */
    @Test
    void aPeerOfWhichNobodyKnowsTheGroupMayBeOfTheOwnOne() {
        peers("two", 5);
        for (int i = 0; i < 20; i++) members.named("any" + i);
        assertThat(invited(0).awaited()).as("none else is known").hasSize(8).allMatch(peer -> peer.startsWith("any"));
        peers("one", 10);
        assertThat(invited(0).addresses()).containsExactly(new Address.Group("one"));
        assertThat(invited(0).awaited()).as("nobody waits for it").hasSize(10);
        for (int i = 0; i < 200; i++) members.named("more" + i);
        assertThat(invited(3).awaited()).hasSize(64).noneMatch(peer -> peer.startsWith("two"));
    }
}
