package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    private static final String HOSTILE =
            "\u001b[2J\u001b[31mOWNED\u001b]0;title\u0007 line1\n2026-01-01 ERROR forged line \u202egnp\u009b\u2028x";

    @Test
    void nothingMovesTheCursorOrEndsTheLine() {
        assertThat(Printable.line(HOSTILE))
                .isEqualTo(" [2J [31mOWNED ]0;title  line1 2026-01-01 ERROR forged line  gnp  x");
    }

    @Test
    void linesAndTabsStayWhereTheyMay() {
        assertThat(Printable.lines("a\tb\nc\rd\u001be")).isEqualTo("a\tb\nc d e");
    }

    @Test
    void namesOfAllTonguesStay() {
        for (String name : new String[] {"Zürich", "東京", "🐑 herd", "שלום", "compute-07.example.com"}) {
            assertThat(Printable.line(name)).isSameAs(name);
        }
    }

    @Test
    void halvesOfPairsGo() {
        assertThat(Printable.line("a\ud83d")).isEqualTo("a ");
    }
}
