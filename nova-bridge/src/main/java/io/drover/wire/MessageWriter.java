package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.auction.Envelope;
import io.drover.auction.Event.PeersListed.Failure;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.auction.News;
import io.drover.model.HostInfo;
import java.util.List;

/** Envelope to JSON array; {@link MessageReader} is its other half, and the golden files name every field. */
final class MessageWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode NONE = JSON.nullNode();

    private MessageWriter() {}

    /** What doc/sources.md, Table E-1, has beyond the addressing; null: the type has none. */
    private record Row(String content, String server, String issuer, HostInfo self, ArrayNode servers, ArrayNode more) {

        static final Row EMPTY = new Row(null, null, null, null, null, null);

        static Row of(HostInfo self) {
            return new Row(null, null, null, self, null, null);
        }

        static Row of(String server, String issuer) {
            return new Row(null, server, issuer, null, null, null);
        }

        static Row of(ArrayNode more) {
            return new Row(null, null, null, null, null, more);
        }

        Row saying(String text) {
            return new Row(text, server, issuer, self, servers, more);
        }

        Row about(HostInfo host) {
            return new Row(content, server, issuer, host, servers, more);
        }

        Row listing(ArrayNode list) {
            return new Row(content, server, issuer, self, list, more);
        }

        Row with(ArrayNode fields) {
            return new Row(content, server, issuer, self, servers, fields);
        }
    }

    static ArrayNode write(Envelope envelope) {
        Row row = row(envelope.message());
        ArrayNode unit = JSON.arrayNode()
                .add(MessageCodec.MAJOR)
                .add(MessageCodec.MINOR)
                .add(MessageType.of(envelope.message()).number())
                .add(envelope.id())
                .add(envelope.source())
                .add(RoutingKey.of(envelope.to()))
                .add(envelope.auction())
                .add(envelope.sentAt().toEpochMilli())
                .add(row.content())
                .add(row.server())
                .add(row.issuer())
                .add(row.self() == null ? NONE : HostWriter.host(row.self()))
                .add(row.servers() == null ? NONE : row.servers())
                .add(row.more() == null ? NONE : row.more());
        return appended(unit, envelope.message());
    }

    /** What later formats add to types that had no list of their own, where older readers pass it over. */
    private static ArrayNode appended(ArrayNode unit, Message message) {
        if (message instanceof Message.Hello m && m.news().told()) return unit.add(news(m.news()));
        return message instanceof Message.MeasurementRequest m
                ? unit.add(m.since().toEpochMilli())
                : unit;
    }

    private static Row row(Message message) {
        if (message instanceof Message.Hello m) return Row.of(m.self());
        if (message instanceof Message.HelloReply m)
            return Row.of(m.self())
                    .with(list().add(texts(m.peers()))
                            .add(pauses(m.pauses().entries()))
                            .add(drains(m.drains().entries()))
                            .add(texts(m.listed()))
                            .add(failures(m.failed())));
        if (message instanceof Message.Migration m) return migration(m);
        if (message instanceof Message.MigrationAcknowledgement m)
            return Row.of(m.server(), m.issuer())
                    .saying(new Acknowledgement(m.ok(), m.reason()).text())
                    .with(list().add(m.seconds()).add(m.movedAgo()));
        if (message instanceof Message.HotspotMessage m)
            return Row.of(m.self()).listing(HostWriter.servers(m.servers()));
        if (message instanceof Message.HotspotReply m)
            return Row.of(m.self())
                    .saying(Acknowledgement.cut(m.reason()))
                    .listing(texts(m.candidates()))
                    .with(bid(m));
        if (message instanceof Message.WinningBidAnnouncement m) return Row.of(m.server(), m.issuer());
        if (message instanceof Message.WinningBidAcknowledgement m)
            return Row.of(m.server(), null)
                    .saying(new Acknowledgement(m.ok(), m.reason()).text())
                    .with(list().add(m.busy()));
        if (message instanceof Message.ResourceRelease m) return Row.EMPTY.saying(Acknowledgement.cut(m.reason()));
        if (message instanceof Message.StealBroadcast m) return Row.of(m.self());
        if (message instanceof Message.StealBroadcastReply m)
            return Row.of(m.self())
                    .saying(Acknowledgement.cut(m.reason()))
                    .listing(HostWriter.servers(m.servers()))
                    .with(list().add(m.busy()));
        if (message instanceof Message.StealAttempt m)
            return Row.of(m.server(), m.issuer()).about(m.self()).with(forecast(m.forecast()));
        if (message instanceof Message.StealAttemptAcknowledgement m)
            return Row.of(m.server(), null)
                    .saying(new Acknowledgement(m.ok(), m.reason()).text())
                    .with(list().add(m.busy()));
        return measurementOrWord(message);
    }

    /** Few bids offer an exchange; the others are as short as before. */
    private static ArrayNode bid(Message.HotspotReply bid) {
        ArrayNode fields = list().add(bid.busy());
        if (bid.exchanges().isEmpty()) return fields;
        ArrayNode exchanges = list();
        bid.exchanges()
                .forEach((id, returned) -> exchanges.add(
                        list().add(id).add(HostWriter.servers(List.of(returned)).get(0))));
        return fields.add(exchanges);
    }

    private static Row measurementOrWord(Message message) {
        if (message instanceof Message.MeasurementRequest) return Row.EMPTY;
        if (message instanceof Message.MeasurementReply m)
            return Row.of(m.self()).with(MeasurementWriter.reply(m));
        if (message instanceof Message.Pause m) return Row.of(pause(m));
        if (message instanceof Message.PauseAcknowledgement m)
            return Row.of(list().add(m.paused()).add(m.group()));
        if (message instanceof Message.Drain m) return Row.of(drain(m));
        if (message instanceof Message.DrainAcknowledgement m) return Row.of(drained(m));
        if (message instanceof Message.Place m) return Row.EMPTY.listing(HostWriter.servers(List.of(m.server())));
        if (message instanceof Message.PlaceAcknowledgement m)
            return Row.of(m.server(), null)
                    .saying(new Acknowledgement(m.ok(), m.reason()).text())
                    .about(m.self())
                    .with(list().add(finite(m.after())));
        if (message instanceof Message.Advice m) return Row.of(AdviceWriter.word(m));
        if (message instanceof Message.AdviceAcknowledgement m) {
            return Row.of(AdviceWriter.answer(m)).saying(new Acknowledgement(m.ok(), m.reason()).text());
        }
        throw new AssertionError("no wire form for " + message.getClass());
    }

    private static Row migration(Message.Migration m) {
        return Row.of(m.server(), m.issuer())
                .with(list().add(m.strategy())
                        .add(m.entropyBefore())
                        .add(m.entropyAfter())
                        .add(m.predictedSeconds())
                        .add(m.predictedDowntimeSeconds()));
    }

    private static ArrayNode forecast(Forecast forecast) {
        return list().add(forecast.entropyBefore())
                .add(forecast.entropyAfter())
                .add(forecast.seconds())
                .add(forecast.downtimeSeconds());
    }

    private static ArrayNode news(News news) {
        return list().add(news.known())
                .add(texts(news.peers()))
                .add(pauses(news.pauses().entries()))
                .add(drains(news.drains().entries()));
    }

    private static ArrayNode failures(List<Failure> failures) {
        ArrayNode list = list();
        failures.forEach(
                each -> list.add(list().add(each.host()).add(each.since().toEpochMilli())));
        return list;
    }

    private static ArrayNode pauses(List<Message.Pause> pauses) {
        ArrayNode list = list();
        pauses.forEach(pause -> list.add(pause(pause)));
        return list;
    }

    private static ArrayNode pause(Message.Pause pause) {
        return list().add(pause.paused())
                .add(pause.group())
                .add(pause.by())
                .add(pause.since().toEpochMilli());
    }

    private static ArrayNode drains(List<Message.Drain> drains) {
        ArrayNode list = list();
        drains.forEach(drain -> list.add(drain(drain)));
        return list;
    }

    private static ArrayNode drain(Message.Drain drain) {
        return list().add(drain.host())
                .add(drain.draining())
                .add(drain.excludedToo())
                .add(Acknowledgement.cut(drain.reason()))
                .add(drain.by())
                .add(drain.since().toEpochMilli())
                .add(drain.returning())
                .add(drain.atOnce());
    }

    private static ArrayNode drained(Message.DrainAcknowledgement m) {
        ArrayNode stays = list();
        m.progress()
                .stays()
                .forEach(stay -> stays.add(list().add(stay.server()).add(Acknowledgement.cut(stay.reason()))));
        return list().add(m.host())
                .add(m.draining())
                .add(m.progress().known() ? Integer.valueOf(m.progress().servers()) : null)
                .add(m.progress().memoryMib())
                .add(m.progress().moving())
                .add(stays);
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode list = list();
        texts.forEach(list::add);
        return list;
    }

    static Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    static ArrayNode list() {
        return JSON.arrayNode();
    }
}
