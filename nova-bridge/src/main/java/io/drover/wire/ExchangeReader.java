package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.model.ServerInfo;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a bid offers in exchange. */
final class ExchangeReader {

    /** The minor version since which a HOTSPOT_REPLY may do so. */
    static final int SINCE = 7;

    private ExchangeReader() {}

    /** By the servers that come, those that would have to leave. */
    static SortedMap<String, ServerInfo> exchanges(JsonNode list, long minor) throws MalformedMessage {
        boolean newer = minor > MessageCodec.MINOR;
        SortedMap<String, ServerInfo> exchanges = new TreeMap<>();
        for (JsonNode node : MessageReader.bounded(list)) {
            Fields exchange = Fields.of(node, "an exchange", 2, newer);
            String wanted = exchange.uuid("the server of an exchange");
            Fields returned = Fields.of(exchange.take(), "a server", HostReader.SERVER_FIELDS, minor);
            if (exchanges.put(wanted, HostReader.server(returned)) != null) {
                throw Fields.wrong("two exchanges are for one server");
            }
        }
        return exchanges;
    }
}
