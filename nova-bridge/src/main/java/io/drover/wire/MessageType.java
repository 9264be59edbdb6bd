package io.drover.wire;

import io.drover.auction.Message;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Numbers and names (doc/sources.md, Table F-1), ours, and which columns of Table E-1 each fills. */
public enum MessageType {
    HELLO(1, Message.Hello.class, Column.SELF),
    HELLO_REPLY(2, Message.HelloReply.class, Column.SELF, Column.MORE),
    MIGRATION(3, Message.Migration.class, Column.SERVER, Column.ISSUER, Column.MORE),
    MIGRATION_ACKNOWLEDGEMENT(
            4, Message.MigrationAcknowledgement.class, Column.CONTENT, Column.SERVER, Column.ISSUER, Column.MORE),
    HOTSPOT_MESSAGE(5, Message.HotspotMessage.class, Column.SELF, Column.SERVERS),
    HOTSPOT_REPLY(6, Message.HotspotReply.class, Column.CONTENT, Column.SELF, Column.SERVERS, Column.MORE),
    WINNING_BID_ANNOUNCEMENT(7, Message.WinningBidAnnouncement.class, Column.SERVER, Column.ISSUER),
    WINNING_BID_ACKNOWLEDGEMENT(8, Message.WinningBidAcknowledgement.class, Column.CONTENT, Column.SERVER, Column.MORE),
    RESOURCE_RELEASE(9, Message.ResourceRelease.class, Column.CONTENT),
    STEAL_BROADCAST(10, Message.StealBroadcast.class, Column.SELF),
    STEAL_BROADCAST_REPLY(
            11, Message.StealBroadcastReply.class, Column.CONTENT, Column.SELF, Column.SERVERS, Column.MORE),
    STEAL_ATTEMPT(12, Message.StealAttempt.class, Column.SERVER, Column.ISSUER, Column.SELF, Column.MORE),
    STEAL_ATTEMPT_ACKNOWLEDGEMENT(
            13, Message.StealAttemptAcknowledgement.class, Column.CONTENT, Column.SERVER, Column.MORE),
    MEASUREMENT_REQUEST(14, Message.MeasurementRequest.class),
    MEASUREMENT_REPLY(15, Message.MeasurementReply.class, Column.SELF, Column.MORE),
    PAUSE(16, Message.Pause.class, Column.MORE),
    PAUSE_ACKNOWLEDGEMENT(17, Message.PauseAcknowledgement.class, Column.MORE),
    DRAIN(18, Message.Drain.class, Column.MORE),
    DRAIN_ACKNOWLEDGEMENT(19, Message.DrainAcknowledgement.class, Column.MORE),
    PLACE(20, Message.Place.class, Column.SERVERS),
    PLACE_ACKNOWLEDGEMENT(
            21, Message.PlaceAcknowledgement.class, Column.CONTENT, Column.SERVER, Column.SELF, Column.MORE),
    ADVICE(22, Message.Advice.class, Column.MORE),
    ADVICE_ACKNOWLEDGEMENT(23, Message.AdviceAcknowledgement.class, Column.CONTENT, Column.MORE);

    private static final Map<Class<? extends Message>, MessageType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageType::kind, Function.identity()));

    private static final Map<Long, MessageType> BY_NUMBER = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(type -> (long) type.number, Function.identity()));

    /** Columns of doc/sources.md, Table E-1, in its order; {@code MORE} is ours: what one type alone has. */
    enum Column {
        CONTENT,
        SERVER,
        ISSUER,
        SELF,
        SERVERS,
        MORE
    }

    private final int number;
    private final Class<? extends Message> kind;
    private final Set<Column> columns;

    MessageType(int number, Class<? extends Message> kind, Column... columns) {
        this.number = number;
        this.kind = kind;
        this.columns = Set.of(columns);
    }

    public int number() {
        return number;
    }

    /** Whether it is said in an auction, and so names one: types 3 to 13. */
    public boolean inAuction() {
        return compareTo(MIGRATION) >= 0 && compareTo(STEAL_ATTEMPT_ACKNOWLEDGEMENT) <= 0;
    }

    boolean has(Column column) {
        return columns.contains(column);
    }

    Class<? extends Message> kind() {
        return kind;
    }

    public static MessageType of(Message message) {
        MessageType type = BY_CLASS.get(message.getClass());
        if (type == null) throw new AssertionError("a message without a number: " + message.getClass());
        return type;
    }

    public static Optional<MessageType> of(long number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }
}
