package io.drover.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.auction.Proposal;
import java.util.Locale;

/** Writes messages 22 and 23, as {@link AdviceReader} reads them. */
final class AdviceWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AdviceWriter() {}

    static ArrayNode word(Message.Advice message) {
        return JSON.arrayNode()
                .add(message.id())
                .add(word(message.word()))
                .add(Acknowledgement.cut(message.reason()))
                .add(message.by());
    }

    static ArrayNode answer(Message.AdviceAcknowledgement message) {
        ArrayNode proposals = JSON.arrayNode();
        message.proposals().entries().forEach(proposal -> proposals.add(proposal(proposal)));
        return JSON.arrayNode().add(message.id()).add(proposals);
    }

    private static ArrayNode proposal(Proposal proposal) {
        Forecast forecast = proposal.move().forecast();
        return JSON.arrayNode()
                .add(proposal.id())
                .add(proposal.move().strategy().word())
                .add(proposal.move().server())
                .add(proposal.move().source())
                .add(proposal.move().destination())
                .add(forecast.entropyBefore())
                .add(forecast.entropyAfter())
                .add(forecast.seconds())
                .add(forecast.downtimeSeconds())
                .add(proposal.gain())
                .add(Acknowledgement.cut(proposal.reason()))
                .add(proposal.since().toEpochMilli())
                .add(proposal.until().toEpochMilli())
                .add(word(proposal.fate().state()))
                .add(proposal.fate().by())
                .add(proposal.fate().auction())
                .add(Acknowledgement.cut(proposal.fate().text()))
                .add(proposal.fate().at().toEpochMilli());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
