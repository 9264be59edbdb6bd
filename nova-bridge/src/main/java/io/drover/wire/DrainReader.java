package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.auction.DrainProgress;
import io.drover.auction.Message;
import io.drover.auction.Situation.Refused;
import java.util.ArrayList;
import java.util.List;

/** Reads orders to drain, and how far they are. */
final class DrainReader {

    /** By minor version. */
    private static final int[] FIELDS = {6, 6, 6, 6, 6, 8, 8, 8};

    private DrainReader() {}

    static Message.Drain drain(JsonNode node, long minor) throws MalformedMessage {
        Fields fields = Fields.of(node, "a drain", FIELDS, minor);
        return new Message.Drain(
                fields.name("host"),
                fields.flag("draining"),
                fields.flag("excluded too"),
                fields.reason("reason"),
                fields.nameOrEmpty("by"),
                fields.instant("since"),
                !fields.exhausted() && fields.flag("returning"),
                !fields.exhausted() && fields.flag("at once"));
    }

    static Message acknowledgement(Fields more) throws MalformedMessage {
        String host = more.name("host");
        boolean draining = more.flag("draining");
        Long servers = more.countOrNull("servers");
        long memory = more.count("memory", 0);
        int moving = more.small("moving servers", 0);
        List<Refused> stays = new ArrayList<>();
        for (JsonNode node : more.list("stays", DrainProgress.STAYS_AT_MOST)) {
            Fields stay = more.element(node, "a server that stays", 2);
            stays.add(new Refused(stay.uuid("id"), stay.reason("reason")));
        }
        int left = servers == null ? -1 : (int) Math.min(servers, MessageReader.SERVERS_MAX);
        return new Message.DrainAcknowledgement(host, draining, new DrainProgress(left, memory, moving, stays));
    }
}
