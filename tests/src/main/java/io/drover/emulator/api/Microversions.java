package io.drover.emulator.api;

import io.drover.emulator.cloud.Refusal;

/** The range of microversions of a service: {@code major.min} to {@code major.max}. */
record Microversions(String service, int major, int min, int max) {

    static final String HEADER = "OpenStack-API-Version";

    private static final int NOT_ACCEPTABLE = 406;

    String format(int minor) {
        return major + "." + minor;
    }

    /** What a header such as {@code compute 2.92} asks for; the lowest where it is absent or another service's. */
    int requested(String header, String legacyHeader) {
        String text = legacyHeader;
        if (header != null) {
            int space = header.indexOf(' ');
            boolean ours = space > 0 && header.substring(0, space).equalsIgnoreCase(service);
            text = ours ? header.substring(space + 1).trim() : text;
        }
        if (text == null) {
            return min;
        }
        return text.equals("latest") ? max : parse(text);
    }

    private int parse(String text) {
        int dot = text.indexOf('.');
        int minor;
        try {
            if (Integer.parseInt(text.substring(0, Math.max(dot, 0))) != major) {
                throw unacceptable(text);
            }
            minor = Integer.parseInt(text.substring(dot + 1));
        } catch (NumberFormatException e) {
            throw Refusal.badRequest(
                    "API Version String " + text + " is of invalid format. Must be of format MajorNum.MinorNum.");
        }
        if (minor < min || minor > max) {
            throw unacceptable(text);
        }
        return minor;
    }

    private Refusal unacceptable(String text) {
        String message = service.equals("compute")
                ? "Version " + text + " is not supported by the API. Minimum is " + format(min) + " and maximum is "
                        + format(max) + "."
                : "Unacceptable version header: " + text;
        return Refusal.of(NOT_ACCEPTABLE, message);
    }
}
