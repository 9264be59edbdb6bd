package io.drover.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state of some small fleets. doc/proof.md says what the words mean and what larger ones took. */
class ExplorerTest {

    private static final long ENOUGH = 20_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "push default 2 2 1 3,1,1,0,1,1",
                "pull default 2 2 1 1,1,1,1,1,1",
                "hybrid default 2 2 1 1,1,1,0,1,2",
                "push thesis 2 2 1 1,1,1,1,1,1",
                "push default 3 1 1 1,1,1,0,0,1"
            })
    void everyClaimHoldsInEveryState(String line) {
        holds(line);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "push default 2 2 1 4,1,1,1,1,1",
                "pull default 2 2 1 3,1,1,0,1,1",
                "hybrid default 2 2 1 1,1,1,1,1,2",
                "pull thesis 2 2 1 3,1,1,0,1,1",
                "push default 3 2 2 1,1,1,1,1,2"
            })
    void everyClaimHoldsInEveryStateOfMore(String line) {
        holds(line);
    }

    private static void holds(String line) {
        Question question = Question.of(line);
        Explorer explorer = new Explorer(question.fleet(), ENOUGH);
        Explorer.Report report = explorer.explore(question.bounds());
        assertThat(report.violation())
                .as(() -> line + "\n" + String.join("\n", report.trace()))
                .isEmpty();
        assertThat(report.exhausted()).isTrue();
        assertThat(explorer.differing())
                .as("states that their journals do not lead to")
                .isZero();
    }
}
