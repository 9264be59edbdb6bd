package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Proposal;
import io.drover.auction.Proposals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads messages 22 and 23: an operator's word on advice, and what a host has of it. */
final class AdviceReader {

    static final int WORD_FIELDS = 4;
    static final int PROPOSAL_FIELDS = 18;
    static final int PROPOSALS_MAX = 200;

    private AdviceReader() {}

    static Message word(Fields fields) throws MalformedMessage {
        String id = fields.nameOrEmpty("advice");
        Message.Advice.Word word = constant(Message.Advice.Word.class, fields.name("word"));
        return new Message.Advice(id, word, fields.reason("reason"), fields.nameOrEmpty("by"));
    }

    static Message answer(Fields fields, Acknowledgement verdict) throws MalformedMessage {
        String id = fields.nameOrEmpty("advice");
        List<Proposal> proposals = new ArrayList<>();
        for (JsonNode node : fields.list("proposals", PROPOSALS_MAX)) {
            proposals.add(proposal(fields.element(node, "a proposal", PROPOSAL_FIELDS)));
        }
        return new Message.AdviceAcknowledgement(id, verdict.ok(), verdict.reason(), new Proposals(proposals));
    }

    private static Proposal proposal(Fields fields) throws MalformedMessage {
        String id = fields.name("id");
        Note.Strategy strategy = constant(Note.Strategy.class, fields.name("strategy"));
        String server = fields.uuid("server");
        String source = fields.name("source");
        String destination = fields.name("destination");
        Forecast forecast = MessageReader.forecast(fields);
        double gain = fields.number("promised gain", -2, 2);
        String reason = fields.reason("reason");
        Instant since = fields.instant("since");
        Instant until = fields.instant("until");
        Note.Move move = new Note.Move(strategy, server, source, destination, forecast);
        return new Proposal(id, move, gain, reason, since, until, fate(fields));
    }

    private static Proposal.Fate fate(Fields fields) throws MalformedMessage {
        return new Proposal.Fate(
                constant(Proposal.State.class, fields.name("state")),
                fields.nameOrEmpty("by"),
                fields.nameOrEmpty("auction"),
                fields.reason("text"),
                fields.instant("at"));
    }

    private static <E extends Enum<E>> E constant(Class<E> kind, String word) throws MalformedMessage {
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) return constant;
        }
        throw Fields.wrong("a word of advice is not known");
    }
}
