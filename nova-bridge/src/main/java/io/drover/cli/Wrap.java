package io.drover.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks lines as Python's textwrap does: between words, after a hyphen between letters, and else anywhere. */
final class Wrap {

    /** Textwrap's own pattern, less its dashes. */
    private static final Pattern CHUNK = Pattern.compile(
            "\\s+|\\S+?(?:-(?:(?<=[^\\d\\W]{2}-)|(?<=[^\\d\\W]-[\\w!\"'&.,?]-))(?=[^\\d\\W]-?[^\\d\\W])|(?=\\s|$))",
            Pattern.UNICODE_CHARACTER_CLASS);

    private Wrap() {}

    /** The lines of {@code text}, none longer than {@code width}, which is at least 1. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (length(line) <= width) lines.add(line);
            else lines.addAll(wrapped(line, width));
        }
        return lines;
    }

    private static List<String> wrapped(String line, int width) {
        Deque<String> chunks = chunks(line);
        List<String> lines = new ArrayList<>();
        while (!chunks.isEmpty()) {
            if (!lines.isEmpty() && chunks.peek().isBlank()) chunks.pop();
            String taken = taken(chunks, width);
            if (!taken.isBlank() || lines.isEmpty()) lines.add(taken.stripTrailing());
        }
        return lines;
    }

    private static Deque<String> chunks(String line) {
        Deque<String> chunks = new ArrayDeque<>();
        Matcher matcher = CHUNK.matcher(line.replace('\t', ' '));
        while (matcher.find()) chunks.add(matcher.group());
        return chunks;
    }

    private static String taken(Deque<String> chunks, int width) {
        StringBuilder taken = new StringBuilder();
        int room = width;
        while (!chunks.isEmpty() && length(chunks.peek()) <= room) {
            room -= length(chunks.peek());
            taken.append(chunks.pop());
        }
        if (!chunks.isEmpty() && length(chunks.peek()) > width) {
            String chunk = chunks.pop();
            int end = chunk.offsetByCodePoints(0, Math.max(1, room));
            int hyphen = chunk.lastIndexOf('-', end - 1);
            int cut = hyphen > 0 ? hyphen + 1 : end;
            taken.append(chunk, 0, cut);
            chunks.push(chunk.substring(cut));
        }
        return taken.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
