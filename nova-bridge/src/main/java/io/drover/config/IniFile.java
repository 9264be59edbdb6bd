package io.drover.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * An ini file as oslo.config's iniparser reads it: {@code key = value} or {@code key: value}; an indented line
 * continues the value above, even when it looks like a comment; a blank line or a comment ends it; nothing after a
 * value is a comment; quotes around a whole first line are dropped.
 */
record IniFile(Path path, List<Header> headers, List<Assignment> assignments) {

    /**
     * @param place {@code file:line}
     */
    record Header(String section, String place) {}

    /**
     * @param value its lines, joined by line ends
     * @param place {@code file:line} of its first line
     */
    record Assignment(String section, String key, String value, String place) {}

    IniFile {
        headers = List.copyOf(headers);
        assignments = List.copyOf(assignments);
    }

    /** What is wrong goes to {@code faults}, one sentence each; the rest is read nevertheless. */
    static IniFile parse(Path path, String text, Consumer<String> faults) {
        Reader reader = new Reader(path, faults);
        for (String line : text.split("\r\n|\r|\n", -1)) reader.read(line);
        reader.flush();
        return new IniFile(path, reader.headers, reader.assignments);
    }

    private static final class Reader {

        private final Path path;
        private final Consumer<String> faults;
        private final List<Header> headers = new ArrayList<>();
        private final List<Assignment> assignments = new ArrayList<>();
        private final List<String> value = new ArrayList<>();
        private String section = "";
        private String key = "";
        private int number;
        private int started;

        Reader(Path path, Consumer<String> faults) {
            this.path = path;
            this.faults = faults;
        }

        void read(String raw) {
            number++;
            String line = raw.stripTrailing();
            if (line.startsWith(" ") || line.startsWith("\t")) {
                continueWith(line);
                return;
            }
            flush();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) return;
            if (line.startsWith("[")) open(line);
            else assign(line);
        }

        void flush() {
            if (!key.isEmpty()) assignments.add(new Assignment(section, key, String.join("\n", value), place(started)));
            key = "";
            value.clear();
        }

        private void continueWith(String line) {
            if (key.isEmpty()) fault("an indented line continues nothing");
            else value.add(line.strip());
        }

        private void open(String line) {
            if (!line.endsWith("]")) {
                fault("a section's name must end with ]");
            } else if (line.length() == 2) {
                fault("a section needs a name");
            } else {
                String name = line.substring(1, line.length() - 1);
                section = name.equals("DEFAULT") ? name : name.toLowerCase(Locale.ROOT);
                headers.add(new Header(name, place(number)));
            }
        }

        private void assign(String line) {
            int split = separator(line);
            if (split < 0) {
                fault("there is no = or : in this line");
            } else if (line.substring(0, split).isBlank()) {
                fault("there is no name before the " + line.charAt(split));
            } else if (section.isEmpty()) {
                fault("a section such as [DEFAULT] must come before the first option");
            } else {
                key = line.substring(0, split).strip();
                value.add(unquoted(line.substring(split + 1).strip()));
                started = number;
            }
        }

        private static int separator(String line) {
            int equals = line.indexOf('=');
            int colon = line.indexOf(':');
            if (equals < 0 || colon < 0) return Math.max(equals, colon);
            return Math.min(equals, colon);
        }

        private static String unquoted(String text) {
            if (text.isEmpty()) return text;
            char first = text.charAt(0);
            boolean quoted = (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
            return quoted ? text.substring(1, Math.max(1, text.length() - 1)) : text;
        }

        private void fault(String problem) {
            faults.accept(place(number) + ": " + problem);
        }

        private String place(int line) {
            return path + ":" + line;
        }
    }
}
