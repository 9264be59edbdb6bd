package io.drover.config;

import io.drover.model.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code doc/configuration.md}: how files are read, in prose, and every option, from {@link Options}. */
public final class Reference {

    private Reference() {}

    public static String text() {
        List<String> lines = new ArrayList<>();
        lines.add(introduction().stripTrailing());
        for (Map.Entry<String, String> section : Options.sections().entrySet()) {
            lines.add("");
            lines.add("## [" + section.getKey() + "]");
            lines.add("");
            lines.add(section.getValue());
            lines.add("");
            lines.add("| option | default | type | meaning |");
            lines.add("|---|---|---|---|");
            for (Option<?> option : Options.in(section.getKey())) lines.add(row(option));
        }
        lines.addAll(profiles());
        lines.addAll(thesis());
        return String.join("\n", lines) + "\n";
    }

    private static String introduction() {
        try (InputStream prose = Reference.class.getResourceAsStream("introduction.md")) {
            return new String(Objects.requireNonNull(prose).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(Option<?> option) {
        return "| `" + option.name() + "` | "
                + option.fallback()
                        .filter(text -> !text.isEmpty())
                        .map(text -> "`" + text + "`")
                        .orElse("–")
                + " | " + type(option) + " | " + option.help().replace("|", "\\|") + aliases(option) + " |";
    }

    private static String type(Option<?> option) {
        Kind<?> kind = option.kind();
        List<String> words = new ArrayList<>();
        words.add(kind.allowed().isEmpty() ? kind.name() : String.join(", ", kind.allowed()));
        if (!option.unit().isEmpty()) words.add(option.unit());
        if (!kind.minimum().isEmpty()) words.add("at least " + kind.minimum());
        if (!kind.maximum().isEmpty()) words.add("at most " + kind.maximum());
        return String.join(", ", words);
    }

    private static String aliases(Option<?> option) {
        return option.aliases().isEmpty()
                ? ""
                : " Alias: `" + option.aliases().get(0).name() + "`.";
    }

    private static List<String> profiles() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "## Profiles",
                "",
                "`profile` changes these defaults. [Sources](sources.md#profile-thesis) says why.",
                ""));
        lines.add("| option | default | thesis | thesis-testbed |");
        lines.add("|---|---|---|---|");
        for (Option<?> option : Options.all()) {
            List<String> texts = Stream.of(Profile.values())
                    .map(profile -> option.fallback(profile).orElse(""))
                    .toList();
            if (texts.stream().distinct().count() == 1) continue;
            lines.add("| `" + option.title() + "` | `" + String.join("` | `", texts) + "` |");
        }
        return lines;
    }

    private static List<String> thesis() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "## Parameters of the thesis (Table H-1)",
                "",
                "The thesis is named in [sources](sources.md).",
                ""));
        lines.add("| parameter | in the thesis | option | flag of `drover simulate` | meaning |");
        lines.add("|---|---|---|---|---|");
        for (ThesisParameter parameter : ThesisParameter.table()) {
            String option =
                    parameter.option().map(known -> "`" + known.title() + "`").orElse("–");
            String flag = parameter.flag().isEmpty() ? "–" : "`" + parameter.flag() + "`";
            lines.add("| `" + parameter.name() + "` | " + parameter.initial() + " | " + option + " | " + flag + " | "
                    + parameter.meaning() + " |");
        }
        return lines;
    }
}
