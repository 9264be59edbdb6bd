package io.drover.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void numbersInNamesAreNumbers() {
        List<String> sorted = List.of(
                "",
                "a",
                "a1",
                "a2",
                "a10",
                "a010b",
                "a10b",
                "a11",
                "aa",
                "b-9.lan",
                "b-12.lan",
                "rack1-99999999999999999999");
        List<String> names = new ArrayList<>(sorted);
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(names, new Random(seed));
            names.sort(NaturalOrder.NAMES);
            assertThat(names).isEqualTo(sorted);
        }
    }
}
