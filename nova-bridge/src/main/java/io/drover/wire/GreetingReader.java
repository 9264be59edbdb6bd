package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.auction.Drains;
import io.drover.auction.Event.PeersListed.Failure;
import io.drover.auction.Message;
import io.drover.auction.News;
import io.drover.auction.Pauses;
import io.drover.model.HostInfo;
import java.util.ArrayList;
import java.util.List;

/** What HELLO and HELLO_REPLY tell besides the sender's host. */
final class GreetingReader {

    private static final int NEWS_FIELDS = 4;

    /** By minor version. */
    private static final int[] REPLY_FIELDS = {2, 2, 2, 2, 3, 5, 5, 5};

    private GreetingReader() {}

    static Message reply(HostInfo self, JsonNode node, long minor) throws MalformedMessage {
        Fields more = Fields.of(node, "the type's own list", REPLY_FIELDS, minor);
        List<String> peers = more.names("peers", MessageReader.PEERS_MAX);
        Pauses pauses = pauses(more);
        Drains drains = more.exhausted() ? Drains.NONE : drains(more, minor);
        List<String> listed = more.exhausted() ? List.of() : more.names("listed hosts", MessageReader.PEERS_MAX);
        List<Failure> failed = more.exhausted() ? List.of() : failures(more);
        return new Message.HelloReply(self, peers, pauses, drains, listed, failed);
    }

    private static List<Failure> failures(Fields fields) throws MalformedMessage {
        List<Failure> failures = new ArrayList<>();
        for (JsonNode each : fields.list("failed hosts", MessageReader.PEERS_MAX)) {
            Fields failure = fields.element(each, "a failed host", 2);
            failures.add(new Failure(failure.name("host"), failure.instant("since")));
        }
        return failures;
    }

    static Message hello(HostInfo self, Fields unit, long minor) throws MalformedMessage {
        if (unit.exhausted()) return new Message.Hello(self);
        Fields news = unit.nested("the news", NEWS_FIELDS);
        int known = news.small("known peers", 0);
        List<String> peers = news.names("peers", MessageReader.NEWS_MAX);
        return new Message.Hello(self, new News(known, peers, pauses(news), drains(news, minor)));
    }

    private static Pauses pauses(Fields fields) throws MalformedMessage {
        List<Message.Pause> pauses = new ArrayList<>();
        for (JsonNode pause : fields.list("pauses", MessageReader.PAUSES_MAX))
            pauses.add(MessageReader.pause(fields.element(pause, "a pause", 4)));
        return new Pauses(pauses);
    }

    private static Drains drains(Fields fields, long minor) throws MalformedMessage {
        List<Message.Drain> drains = new ArrayList<>();
        for (JsonNode drain : fields.list("drains", MessageReader.DRAINS_MAX))
            drains.add(DrainReader.drain(drain, minor));
        return new Drains(drains);
    }
}
