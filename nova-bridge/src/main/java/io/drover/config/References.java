package io.drover.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code $name}, {@code ${name}} and {@code ${section.name}} by the text of that option, as oslo.config does:
 * a bare name is looked up in the own section and then in DEFAULT; {@code $$} and {@code \$} are a dollar; a dollar
 * before anything else stays.
 */
final class References {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(\\$)|([_a-z][._a-z0-9]*)|\\{([_a-z][._a-z0-9]*)})", Pattern.CASE_INSENSITIVE);

    private final Function<Option<?>, Optional<String>> texts;
    private final Deque<Option<?>> open = new ArrayDeque<>();

    /**
     * @param texts what an option's text is before replacement
     */
    References(Function<Option<?>, Optional<String>> texts) {
        this.texts = texts;
    }

    /**
     * @throws IllegalArgumentException that goes on after the option's name, as {@link Kind}'s do
     */
    Optional<String> text(Option<?> option) {
        Optional<String> raw = texts.apply(option);
        if (raw.isEmpty()) return raw;
        if (open.contains(option)) throw new IllegalArgumentException("refers to itself");
        open.push(option);
        try {
            return Optional.of(replaced(raw.get(), option.section()));
        } finally {
            open.pop();
        }
    }

    private String replaced(String raw, String section) {
        Matcher matcher = REFERENCE.matcher(raw.replace("\\$", "$$"));
        return matcher.replaceAll(found -> {
            if (found.group(1) != null) return "\\$";
            String name = found.group(2) != null ? found.group(2) : found.group(3);
            return Matcher.quoteReplacement(text(named(name, section)).orElse(""));
        });
    }

    private static Option<?> named(String reference, String section) {
        int dot = reference.indexOf('.');
        String group = dot < 0 ? section : reference.substring(0, dot);
        return find(group, reference.substring(dot + 1))
                .or(() -> find("DEFAULT", reference))
                .orElseThrow(() -> new IllegalArgumentException("refers to $" + reference + ", which is no option"));
    }

    private static Optional<Option<?>> find(String section, String name) {
        for (Option<?> option : Options.all()) {
            if (option.section().equals(section) && option.name().equals(name)) return Optional.of(option);
        }
        return Optional.empty();
    }
}
