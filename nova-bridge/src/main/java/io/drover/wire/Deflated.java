package io.drover.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw deflate behind one marker byte; plain messages begin with a bracket instead. */
final class Deflated {

    private static final byte MARKER = 'z';

    private Deflated() {}

    static boolean is(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == MARKER;
    }

    /** Deflated with its marker, or the same bytes when that would not be smaller. */
    static byte[] smaller(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length];
            packed[0] = MARKER;
            int length = 1 + deflater.deflate(packed, 1, packed.length - 1);
            return deflater.finished() && length < plain.length ? Arrays.copyOf(packed, length) : plain;
        } finally {
            deflater.end();
        }
    }

    /** Never holds more than {@code max} bytes and one, whatever the input promises. */
    static byte[] unpacked(byte[] bytes, int max) throws MalformedMessage {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, 1, bytes.length - 1);
            byte[] plain = new byte[Math.min(max + 1, 8 * bytes.length + 64)];
            int length = 0;
            while (!inflater.finished()) {
                if (length > max) throw MessageCodec.oversized();
                if (length == plain.length) plain = Arrays.copyOf(plain, Math.min(max + 1, 2 * plain.length));
                int more = inflater.inflate(plain, length, plain.length - length);
                if (more == 0 && !inflater.finished()) throw MessageCodec.syntax("the packed message is cut short");
                length += more;
            }
            if (length > max) throw MessageCodec.oversized();
            if (inflater.getRemaining() > 0) throw MessageCodec.syntax("something follows the packed message");
            return Arrays.copyOf(plain, length);
        } catch (DataFormatException e) {
            throw MessageCodec.syntax("the packed message is damaged");
        } finally {
            inflater.end();
        }
    }
}
