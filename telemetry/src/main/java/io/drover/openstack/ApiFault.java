package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A service's own words for a refusal, as each service writes them. */
final class ApiFault {

    private static final int LONGEST = 300;

    private ApiFault() {}

    /** One sentence without a full stop; empty when there is none, as in a proxy's page. */
    static String of(byte[] body) {
        try {
            return sentence(words(Json.parse(body)));
        } catch (IOException notJson) {
            return "";
        }
    }

    private static String words(JsonNode answer) {
        for (String field : new String[] {"message", "detail", "description", "cause"}) {
            JsonNode value = answer.path(field);
            if (value.isTextual()) return value.asText();
            if (value.isObject()) return value.toString();
        }
        for (JsonNode inner : answer) { // {"badRequest": {…}}, {"error": {…}}, {"errors": [{…}]}
            String words = inner.isContainerNode() ? words(inner) : "";
            if (!words.isEmpty()) return words;
        }
        return "";
    }

    private static String sentence(String words) {
        String line = words.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
