package io.drover.emulator.cloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** The ids of the cloud. All follow from names, so that two runs of one topology agree. */
public final class Identity {

    public static final String PROJECT_ID = hex("project/admin");
    public static final String USER_ID = hex("user/admin");

    private Identity() {}

    public static String uuid(String kind, Object name) {
        return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** 32 hexadecimal digits, the form of Keystone's ids. */
    public static String hex(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    /** Nova's hostId: tells a project which of its servers share a host, and nothing else. */
    public static String hostId(String projectId, String host) {
        try {
            byte[] text = (projectId + host).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-224").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-224", e);
        }
    }
}
