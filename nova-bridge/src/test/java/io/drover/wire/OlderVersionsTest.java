package io.drover.wire;

import static io.drover.wire.FieldNames.HOST;
import static io.drover.wire.FieldNames.SERVER;
import static io.drover.wire.FieldNames.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Report;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What agents of earlier minor versions send: the golden messages without what was appended since. */
class OlderVersionsTest {

    private static final int DRAIN_1_4 = 6;
    private static final int HOST_1_3 = HOST.indexOf("draining");
    private static final int HOST_1_4 = HOST.indexOf("proposes");

    /** What agents of format 1.6 sent: nobody offers an exchange. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theMinorVersionBeforeIsUnderstood(MessageType type) throws IOException, MalformedMessage {
        ArrayNode sent = GoldenFilesTest.sent(type);
        Message expected = withoutWhat17Appended(sent);
        sent.set(1, 6);
        assertThat(MessageCodec.parse(sent.toString()).message()).isEqualTo(expected);
    }

    /** The message as it is without an exchange. */
    private static Message withoutWhat17Appended(ArrayNode sent) throws MalformedMessage {
        if (sent.get(UNIT.indexOf("type")).asInt() == MessageType.HOTSPOT_REPLY.number()) {
            shorten((ArrayNode) sent.get(UNIT.indexOf("more")), 1);
        }
        return MessageCodec.parse(sent.toString()).message();
    }

    /** What agents of format 1.5 sent: servers do not tell that they are pinned to a zone. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theMinorVersionBefore16IsUnderstood(MessageType type) throws IOException, MalformedMessage {
        ArrayNode sent = GoldenFilesTest.sent(type);
        Message expected = withoutWhat16Appended(sent);
        sent.set(1, 5);
        assertThat(MessageCodec.parse(sent.toString()).message()).isEqualTo(expected);
    }

    /** The message as it is when no server tells of a zone. */
    private static Message withoutWhat16Appended(ArrayNode sent) throws MalformedMessage {
        withoutWhat17Appended(sent);
        int zone = SERVER.indexOf("zone");
        for (ArrayNode server : servers(sent)) server.setNull(zone);
        Message message = MessageCodec.parse(sent.toString()).message();
        for (ArrayNode server : servers(sent)) server.remove(zone);
        return message;
    }

    private static List<ArrayNode> servers(ArrayNode sent) {
        List<ArrayNode> servers = new ArrayList<>();
        for (JsonNode each : sent.get(UNIT.indexOf("servers"))) {
            if (each instanceof ArrayNode server) servers.add(server);
        }
        return servers;
    }

    /** What agents of format 1.4 sent: a HELLO without news, a HELLO_REPLY without what Nova lists, nothing of advice. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theMinorVersionBefore15IsUnderstood(MessageType type) throws IOException, MalformedMessage {
        ArrayNode sent = GoldenFilesTest.sent(type);
        Message expected = withoutWhat15Appended(sent);
        sent.set(1, 4);
        assertThat(MessageCodec.parse(sent.toString()).message()).isEqualTo(expected);
    }

    /**
     * Golden hosts neither propose nor speak of what was approved, and nothing comes back: this is nothing to lose.
     *
     * @return the message as it is when nobody tells news, nor what a host has promised
     */
    private static Message withoutWhat15Appended(ArrayNode sent) throws MalformedMessage {
        withoutWhat16Appended(sent);
        sent.set(1, 5);
        if (sent.get(UNIT.indexOf("host")) instanceof ArrayNode host) {
            for (int field = HOST.indexOf("servers"); field < HOST.size(); field++) host.setNull(field);
        }
        Message message = MessageCodec.parse(sent.toString()).message();
        int type = sent.get(UNIT.indexOf("type")).asInt();
        JsonNode more = sent.get(UNIT.indexOf("more"));
        if (type == MessageType.DRAIN.number()) shorten((ArrayNode) more, DRAIN_1_4);
        if (type == MessageType.HELLO_REPLY.number()) more.get(2).forEach(each -> shorten((ArrayNode) each, DRAIN_1_4));
        if (sent.get(UNIT.indexOf("host")) instanceof ArrayNode host) shorten(host, HOST_1_4);
        if (message instanceof Message.Hello hello) {
            sent.remove(UNIT.size());
            return new Message.Hello(hello.self());
        }
        if (!(message instanceof Message.HelloReply reply)) return message;
        shorten((ArrayNode) more, 3);
        return new Message.HelloReply(reply.self(), reply.peers(), reply.pauses(), reply.drains());
    }

    private static void shorten(ArrayNode list, int length) {
        while (list.size() > length) list.remove(length);
    }

    /** What agents of format 1.3 sent: nothing of drains. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theMinorVersionBefore14IsUnderstood(MessageType type) throws IOException, MalformedMessage {
        ArrayNode sent = GoldenFilesTest.sent(type);
        Message expected = withoutWhat14Appended(sent);
        sent.set(1, 3);
        assertThat(MessageCodec.parse(sent.toString()).message()).isEqualTo(expected);
    }

    /**
     * Takes away what 1.4 appended to hosts and message 2.
     *
     * @return the message as it is when these are not known
     */
    private static Message withoutWhat14Appended(ArrayNode sent) throws MalformedMessage {
        withoutWhat15Appended(sent);
        ArrayNode unknown = sent.deepCopy();
        unknown.set(1, 4);
        if (sent.get(UNIT.indexOf("type")).asInt() == MessageType.HELLO_REPLY.number()) {
            ((ArrayNode) unknown.get(UNIT.indexOf("more"))).set(2, JsonNodeFactory.instance.arrayNode());
            ((ArrayNode) sent.get(UNIT.indexOf("more"))).remove(2);
        }
        int draining = HOST.indexOf("draining");
        if (unknown.get(UNIT.indexOf("host")) instanceof ArrayNode host) host.set(draining, false);
        if (sent.get(UNIT.indexOf("host")) instanceof ArrayNode host) host.remove(draining);
        return MessageCodec.parse(unknown.toString()).message();
    }

    /** What agents of format 1.2 sent: hosts and servers tell nothing of pressure, steal and habits. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void aMinorVersionLongBeforeIsUnderstood(MessageType type) throws IOException, MalformedMessage {
        ArrayNode sent = GoldenFilesTest.sent(type);
        Message expected = withoutWhat13Appended(sent);
        sent.set(1, 2);
        assertThat(MessageCodec.parse(sent.toString()).message()).isEqualTo(expected);
    }

    /**
     * Takes away what 1.3 appended to hosts, servers and message 4.
     *
     * @return the message as it is when these are not known
     */
    private static Message withoutWhat13Appended(ArrayNode sent) throws MalformedMessage {
        withoutWhat14Appended(sent);
        ArrayNode unknown = sent.deepCopy();
        unknown.set(1, 3);
        if (sent.get(UNIT.indexOf("type")).asInt() == MessageType.MIGRATION_ACKNOWLEDGEMENT.number()) {
            ((ArrayNode) unknown.get(UNIT.indexOf("more"))).set(1, 0);
            ((ArrayNode) sent.get(UNIT.indexOf("more"))).remove(1);
        }
        for (ArrayNode record : records(unknown)) {
            boolean host = record.size() == HOST_1_3;
            int first = host ? HOST.indexOf("loadSource") : SERVER.indexOf("steal");
            for (int i = first; i < record.size(); i++) record.setNull(i);
            if (host) record.set(first, "").set(first + 1, "");
            else for (int i = SERVER.indexOf("usualLoad"); i < record.size(); i++) record.set(i, 0);
        }
        for (ArrayNode record : records(sent)) {
            int size = record.size() == HOST_1_3 ? HOST.indexOf("loadSource") : SERVER.indexOf("steal");
            while (record.size() > size) record.remove(size);
        }
        return MessageCodec.parse(unknown.toString()).message();
    }

    private static List<ArrayNode> records(ArrayNode sent) {
        List<ArrayNode> records = new ArrayList<>();
        if (sent.get(UNIT.indexOf("host")) instanceof ArrayNode host) records.add(host);
        records.addAll(servers(sent));
        return records;
    }

    /** What agents of format 1.1 sent: the fields that 1.2 appended are not there. */
    @Test
    void theSecondMinorVersionIsUnderstood() throws IOException, MalformedMessage {
        MessageType type = MessageType.MEASUREMENT_REPLY;
        ArrayNode sent = GoldenFilesTest.sent(type);
        Message.MeasurementReply today = (Message.MeasurementReply) withoutWhat13Appended(sent);
        ArrayNode more = (ArrayNode) sent.set(1, 1).get(UNIT.indexOf("more"));
        more.remove(more.size() - 1);
        assertThat(MessageCodec.parse(sent.toString()).message())
                .isEqualTo(today.with(today.report().traffic(), List.of()));
    }

    /** What agents of format 1.0 sent: nothing that was appended is there. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theFirstMinorVersionIsUnderstood(MessageType type) throws IOException, MalformedMessage {
        Envelope today = GoldenMessages.of(type);
        ArrayNode sent = GoldenFilesTest.sent(type);
        Message expected = withoutWhat13Appended(sent);
        sent.set(1, 0);
        if (expected instanceof Message.MeasurementRequest) {
            sent.remove(UNIT.size());
            expected = new Message.MeasurementRequest(Instant.EPOCH);
        } else if (expected instanceof Message.MeasurementReply reply) {
            ArrayNode more = (ArrayNode) sent.get(UNIT.indexOf("more"));
            while (more.size() > 3) more.remove(3);
            expected = new Message.MeasurementReply(
                    reply.self(), reply.attempts(), reply.migrations(), reply.failedMigrations(), Report.NONE);
        }
        Envelope read = MessageCodec.parse(sent.toString());
        assertThat(read.message()).isEqualTo(expected);
        assertThat(read.id()).isEqualTo(today.id());
    }
}
