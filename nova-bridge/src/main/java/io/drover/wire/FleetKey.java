package io.drover.wire;

import io.drover.runtime.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secret that the agents of a fleet share. A file holds one key a line, in hexadecimal or base64; {@code #} begins
 * a comment. The first signs and all verify, so a key is changed by adding the new one below everywhere, then moving it
 * up everywhere, then removing the old one.
 */
public final class FleetKey {

    private static final int BYTES_MIN = 16;
    private static final int KEYS_MAX = 16;
    private static final int FILE_BYTES_MAX = 64 * 1024;
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");
    private static final Set<PosixFilePermission> FORBIDDEN =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final List<byte[]> keys;

    private FleetKey(List<byte[]> keys) {
        this.keys = keys;
    }

    /**
     * @throws IllegalArgumentException with one sentence that names the file and never a key
     */
    public static FleetKey read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(FORBIDDEN::contains)) {
                throw new IllegalArgumentException(
                        "the fleet key file " + file + " is open to every user of this machine: chmod o-rwx it");
            }
            return parse(SmallFile.text(file, FILE_BYTES_MAX).lines().toList(), file.toString());
        } catch (SmallFile.TooLarge e) {
            throw new IllegalArgumentException(file + " is no fleet key file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the fleet key file " + file + " cannot be read", e);
        }
    }

    static FleetKey parse(List<String> lines, String origin) {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceFirst("#.*", "").trim();
            if (!text.isEmpty()) keys.add(key(text, "line " + (i + 1) + " of the fleet key file " + origin));
        }
        if (keys.isEmpty()) throw new IllegalArgumentException("the fleet key file " + origin + " holds no key");
        if (keys.size() > KEYS_MAX) {
            throw new IllegalArgumentException(
                    "the fleet key file " + origin + " holds more than " + KEYS_MAX + " keys");
        }
        return new FleetKey(keys);
    }

    boolean sameAs(FleetKey other) {
        return Arrays.deepEquals(keys.toArray(), other.keys.toArray());
    }

    byte[] signing() {
        return keys.get(0);
    }

    List<byte[]> all() {
        return keys;
    }

    @Override
    public String toString() {
        return keys.size() == 1 ? "1 fleet key" : keys.size() + " fleet keys";
    }

    private static byte[] key(String text, String where) {
        byte[] key;
        try {
            key = HEX.matcher(text).matches()
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // without its cause, whose message quotes the key
            throw new IllegalArgumentException(where + " is neither hexadecimal nor base64");
        }
        if (key.length < BYTES_MIN) {
            throw new IllegalArgumentException(where + " holds a key of less than " + BYTES_MIN + " bytes");
        }
        return key;
    }
}
