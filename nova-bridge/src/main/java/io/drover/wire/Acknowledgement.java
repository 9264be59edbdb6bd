package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** The thesis' Content of an acknowledgement, {@code OK} or {@code NOT OK}, with our reason behind a colon. */
record Acknowledgement(boolean ok, String reason) {

    private static final String OK = "OK";
    private static final String NOT_OK = "NOT OK";
    private static final String COLON = ": ";
    private static final int TEXT_MAX = NOT_OK.length() + COLON.length() + Fields.REASON_MAX;

    String text() {
        String word = ok ? OK : NOT_OK;
        String why = cut(reason);
        return why.isEmpty() ? word : word + COLON + why;
    }

    static Acknowledgement parse(JsonNode content) throws MalformedMessage {
        String text = Fields.text(content, "the content", TEXT_MAX);
        int colon = text.indexOf(COLON);
        String word = colon < 0 ? text : text.substring(0, colon);
        String reason = colon < 0 ? "" : text.substring(colon + COLON.length());
        if (!word.equals(OK) && !word.equals(NOT_OK)) throw Fields.wrong("the content is neither OK nor NOT OK");
        return new Acknowledgement(word.equals(OK), reason);
    }

    /** Reasons may quote anything, an exception's text for one: what the reader would refuse is left out here. */
    static String cut(String reason) {
        String text = Printable.line(reason);
        if (text.length() <= Fields.REASON_MAX) return text;
        int end = Fields.REASON_MAX - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
