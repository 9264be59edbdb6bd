package io.drover.dashboard;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parameters of a document, each once. */
final class Query {

    private final Map<String, String> values;

    /** The request makes no sense; the message is one sentence for its sender. */
    static final class BadQueryException extends Exception {
        private static final long serialVersionUID = 1L;

        BadQueryException(String sentence) {
            super(sentence);
        }
    }

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @param known the names that the document takes
     */
    static Query of(URI uri, List<String> known) throws BadQueryException {
        Map<String, String> values = new TreeMap<>();
        for (String pair : pairs(uri)) {
            String name = name(pair);
            if (!known.contains(name)) {
                throw new BadQueryException("there is no parameter \"" + name + "\" here, "
                        + (known.isEmpty() ? "this document takes none" : "only " + String.join(", ", known)));
            }
            if (values.put(name, value(pair)) != null) {
                throw new BadQueryException("parameter " + name + " is given twice");
            }
        }
        return new Query(values);
    }

    /** The first value of a parameter, whatever else is there. */
    static Optional<String> first(URI uri, String name) {
        try {
            for (String pair : pairs(uri)) {
                if (name(pair).equals(name)) return Optional.of(value(pair));
            }
        } catch (BadQueryException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** One of these words. */
    String word(String name, List<String> words, String otherwise) throws BadQueryException {
        String text = values.getOrDefault(name, otherwise);
        if (words.contains(text)) return text;
        throw new BadQueryException(
                name + " \"" + text + "\" is not " + (words.size() > 1 ? "one of " : "") + String.join(", ", words));
    }

    /** Names between commas; none when it is not given. */
    Set<String> names(String name, int most) throws BadQueryException {
        Set<String> names = new TreeSet<>(List.of(values.getOrDefault(name, "").split(",")));
        names.remove("");
        if (names.size() <= most) return names;
        throw new BadQueryException(name + " names " + names.size() + ", more than " + most);
    }

    Instant instant(String name, Instant otherwise) throws BadQueryException {
        String text = values.get(name);
        if (text == null) return otherwise;
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadQueryException(name + " \"" + text + "\" is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    int integer(String name, int least, int most, int otherwise) throws BadQueryException {
        String text = values.get(name);
        if (text == null) return otherwise;
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new BadQueryException(name + " \"" + text + "\" is not a whole number between " + least + " and " + most);
    }

    private static List<String> pairs(URI uri) {
        String query = uri.getRawQuery();
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&"));
    }

    private static String name(String pair) throws BadQueryException {
        int equals = pair.indexOf('=');
        return decoded(equals < 0 ? pair : pair.substring(0, equals));
    }

    private static String value(String pair) throws BadQueryException {
        int equals = pair.indexOf('=');
        return equals < 0 ? "" : decoded(pair.substring(equals + 1));
    }

    private static String decoded(String text) throws BadQueryException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadQueryException("the query has a broken percent sign");
        }
    }
}
