package io.drover.explorer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 128 bits that stand for a text: two of a billion are alike by chance once in 10^20. */
record Digest(long high, long low) {

    static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Digest of(byte[] bytes) {
        try {
            ByteBuffer sum = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(bytes));
            return new Digest(sum.getLong(), sum.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
