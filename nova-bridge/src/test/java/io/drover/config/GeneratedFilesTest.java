package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files of the tree that are made from {@link Options}; {@code -Drewrite} makes them anew. */
class GeneratedFilesTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void theSampleIsUpToDate() throws IOException {
        same("etc/drover/drover.conf.sample", Sample.text());
    }

    @Test
    void theReferenceIsUpToDate() throws IOException {
        same("doc/configuration.md", Reference.text());
    }

    @Test
    void theSampleReadsAsTheDefaultsOnceItsCommentsAreRemoved() {
        List<String> faults = new ArrayList<>();
        String uncommented = Sample.text().replaceAll("(?m)^#(\\w+ =)", "$1").replace("<None>", "");
        IniFile file = IniFile.parse(Path.of("sample"), uncommented, faults::add);
        assertThat(faults).isEmpty();
        assertThat(file.assignments()).hasSameSizeAs(Options.all());
        for (int i = 0; i < Options.all().size(); i++) {
            Option<?> option = Options.all().get(i);
            assertThat(file.assignments().get(i).section()).isEqualTo(option.section());
            assertThat(file.assignments().get(i).key()).isEqualTo(option.name());
            assertThat(file.assignments().get(i).value())
                    .isEqualTo(option.fallback().orElse(""));
        }
    }

    @Test
    void everyDefaultIsValidAndEveryOptionExplained() {
        for (Option<?> option : Options.all()) {
            Optional<String> fallback = option.fallback();
            fallback.ifPresent(text ->
                    assertThat(option.kind().parse(text)).as(option.title()).isNotNull());
            assertThat(option.help()).as(option.title()).endsWith(".");
        }
        assertThat(Options.all().stream().map(Option::title)).doesNotHaveDuplicates();
    }

    @Test
    void everyAgentParameterOfTableH1IsAnAlias() {
        assertThat(ThesisParameter.table()).hasSize(20);
        for (ThesisParameter parameter : ThesisParameter.table()) {
            parameter
                    .option()
                    .ifPresent(option -> assertThat(option.aliases().stream().map(Option.Alias::name))
                            .contains(parameter.name()));
        }
        assertThat(ThesisParameter.table().stream()
                        .filter(p -> p.option().isPresent())
                        .count())
                .isEqualTo(Options.all().stream()
                        .filter(o -> !o.aliases().isEmpty())
                        .count());
    }

    private static void same(String name, String text) throws IOException {
        Path file = ROOT.resolve(name);
        if (System.getProperty("rewrite") != null) Files.writeString(file, text);
        assertThat(file).as("run again with -Drewrite").hasContent(text);
    }
}
