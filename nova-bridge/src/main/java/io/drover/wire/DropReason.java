package io.drover.wire;

import java.util.Locale;

/** Why a message was not sent or not acted upon. Stable words: they are labels of metrics. */
public enum DropReason {
    /** Not what {@link MessageCodec} writes: not JSON, cut short, undecodable. */
    SYNTAX,
    /** Larger than {@link MessageCodec#MAX_BYTES}, packed or unpacked. */
    OVERSIZED,
    /** Another major version of the format. */
    VERSION,
    /** No such message type. */
    TYPE,
    /** A field is missing, of a wrong type or out of its bounds. */
    FIELD,
    /** The AMQP properties or the routing key say something else than the message. */
    MISMATCH,
    /** The broker's user of the message is not the one of its source. */
    IMPOSTOR,
    /** No seal, though a fleet key is set. */
    UNSIGNED,
    /** The seal fits none of the fleet keys. */
    FORGED,
    /** Sealed too long ago, or too far in the future. */
    STALE,
    /** Sealed well, and heard before. */
    REPLAYED,
    /** Its source has said more than one source may. */
    EXCESS,
    /** The queue to or from the broker was full. */
    OVERFLOW,
    /** Not sent while it was worth it. */
    EXPIRED,
    /** Sent as often as worth it, never confirmed by the broker. */
    UNCONFIRMED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
