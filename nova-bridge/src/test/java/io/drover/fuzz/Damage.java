package io.drover.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils a file as editors, disks and other tools do; the same for the same random numbers. */
public final class Damage {

    private static final List<String> WORDS = List.of(
            "null",
            "~",
            "true",
            "-1",
            "0",
            "1e308",
            "1e999",
            "NaN",
            "99999999999999999999",
            "0x1F",
            "\"",
            "'",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "=",
            "%",
            "#",
            "\n",
            "\r",
            "\t",
            " ",
            "\0",
            "\u00e5",
            "\uFEFF",
            "${host}",
            "&a *a",
            "!!int",
            "<<: *a",
            "../..",
            "\\");

    private Damage() {}

    /** One to four changes. */
    public static byte[] of(byte[] file, SplittableRandom random) {
        byte[] spoilt = file;
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) spoilt = once(spoilt, random);
        return spoilt;
    }

    private static byte[] once(byte[] file, SplittableRandom random) {
        int at = random.nextInt(file.length + 1);
        int end = Math.min(file.length, at + random.nextInt(1, 40));
        return switch (random.nextInt(7)) {
            case 0 -> joined(file, 0, at, new byte[0], file.length); // cut off
            case 1 -> joined(file, 0, at, new byte[0], end); // a piece is missing
            case 2 -> joined(file, 0, end, Arrays.copyOfRange(file, at, end), end); // or there twice
            case 3 -> joined(file, 0, at, new byte[] {(byte) random.nextInt(256)}, Math.min(file.length, at + 1));
            case 4 -> joined(file, 0, at, word(random), end);
            case 5 -> joined(file, 0, at, word(random), at);
            default -> line(file, random);
        };
    }

    private static byte[] word(SplittableRandom random) {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        int times = random.nextInt(20) == 0 ? random.nextInt(1, 3000) : 1;
        return word.repeat(times).getBytes(StandardCharsets.UTF_8);
    }

    /** A line is there twice. */
    private static byte[] line(byte[] file, SplittableRandom random) {
        int from = random.nextInt(file.length + 1);
        while (from > 0 && file[from - 1] != '\n') from--;
        int to = from;
        while (to < file.length && file[to] != '\n') to++;
        to = Math.min(file.length, to + 1);
        return joined(file, 0, to, Arrays.copyOfRange(file, from, to), to);
    }

    private static byte[] joined(byte[] file, int from, int to, byte[] between, int rest) {
        byte[] all = new byte[to - from + between.length + file.length - rest];
        System.arraycopy(file, from, all, 0, to - from);
        System.arraycopy(between, 0, all, to - from, between.length);
        System.arraycopy(file, rest, all, to - from + between.length, file.length - rest);
        return all;
    }
}
