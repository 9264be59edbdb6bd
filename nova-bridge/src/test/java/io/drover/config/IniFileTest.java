package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What oslo.config 9.0.0 itself answered for these files. */
class IniFileTest {

    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "a=1\\n  2\\n\\t 3\\nb=4\\n# c        => a=1|2|3 & b=4",
                "a=1\\n  # not comment\\n  ; b         => a=1|# not comment|; b",
                "a='x y'\\nb=\"q                       => a=x y & b=\"q",
                "a: 1=2\\nb = 1 : 2                    => a=1=2 & b=1 : 2",
                "a = 1 # c\\nb=                        => a=1 # c & b=",
                "a='\\nb=''                            => a= & b=",
                "a=1\\na=2                             => a=1 & a=2",
                "a = 'one'\\n  'two'                   => a=one|'two'",
                "a=1 \\n [s]                           => a=1|[s]",
                "a b = 1\\na=\"a\" \"b\"               => a b=1 & a=a\" \"b",
                "a=1\\r\\nb=2\\r\\n                    => a=1 & b=2",
                "a=1\\n   \\nb=2                       => a=1 & b=2"
            })
    void readsAssignments(String text, String expected) {
        IniFile file = parse("[DEFAULT]\n" + unescaped(text));
        assertThat(file.assignments().stream()
                        .map(a -> a.key() + "=" + a.value().replace('\n', '|')))
                .containsExactly(expected.split(" & "));
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "[DEFAULT]\\na=1\\n# x\\n  2   => a.conf:4: an indented line continues nothing",
                "[DEFAULT]\\na=1\\n\\n  2      => a.conf:4: an indented line continues nothing",
                "_[DEFAULT]\\n[s]              => a.conf:1: an indented line continues nothing",
                "[DEFAULT]\\nnovalue           => a.conf:2: there is no = or : in this line",
                "[DEFAULT]\\n=1                => a.conf:2: there is no name before the =",
                "[DEFAULT\\n                   => a.conf:1: a section's name must end with ]",
                "[]\\n                         => a.conf:1: a section needs a name",
                "a=1\\n[s]                     => a.conf:1: a section such as [DEFAULT] must come before the first option",
                "\uFEFF[DEFAULT]\\n            => a.conf:1: there is no = or : in this line"
            })
    void refusesWhatOsloRefuses(String text, String fault) {
        parse(unescaped(text.replace('_', ' ')));
        assertThat(faults).containsExactly(fault);
    }

    private IniFile parse(String text) {
        return IniFile.parse(Path.of("a.conf"), text, faults::add);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }
}
