package io.drover.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that an operator names, which need not be files: a device has no size and no end. */
public final class SmallFile {

    private SmallFile() {}

    /** It has more bytes than it may. */
    public static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(Path file, int most) {
            super(file + " is larger than " + most + " bytes");
        }
    }

    /**
     * The whole of it as UTF-8.
     *
     * @throws TooLarge when it has more than {@code most} bytes; no more are read
     * @throws java.nio.charset.CharacterCodingException when it is not UTF-8
     */
    public static String text(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) throw new TooLarge(file, most);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }
}
