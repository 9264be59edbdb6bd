package io.drover.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Message.ResourceRelease;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepliesTest {

    @ParameterizedTest
    @CsvSource({
        "3, 1, true",
        "8, 1, true",
        "10, 1, false",
        "16, 1, false",
        "100, 10, false",
        "100, 11, true",
        "8, 0, false"
    })
    void fewBusyAmongManyAreNoReasonToAskAgainAtOnce(int answers, int busy, boolean matter) {
        Replies<ResourceRelease> replies = new Replies<>(ResourceRelease.class, new TreeSet<>());
        for (int host = 0; host < answers; host++) {
            replies.add("pm" + host, new ResourceRelease(host < busy ? "busy" : "full"));
        }
        assertThat(replies.busy(reply -> reply.reason().equals("busy"))).isEqualTo(matter);
    }
}
