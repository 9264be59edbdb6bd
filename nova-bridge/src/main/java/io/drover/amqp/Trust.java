package io.drover.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.drover.wire.DropReason;
import io.drover.wire.MessageSeal;
import io.drover.wire.MessageSeal.Facts;
import java.util.Optional;

/**
 * Which messages an agent believes to be from their source.
 *
 * @param seal empty: messages are neither sealed nor checked
 * @param users empty: any user of the broker may speak for any host
 */
public record Trust(Optional<MessageSeal> seal, Optional<UserPattern> users) {

    public static final Trust IN_EVERYBODY = new Trust(Optional.empty(), Optional.empty());

    public static Trust in(MessageSeal seal) {
        return new Trust(Optional.of(seal), Optional.empty());
    }

    /** Why a delivery must be dropped, before anything parses it. */
    Optional<DropReason> check(Facts facts, BasicProperties properties, byte[] body) {
        if (users.isPresent() && !users.get().fits(properties.getUserId(), facts.source())) {
            return Optional.of(DropReason.IMPOSTOR);
        }
        return seal.flatMap(s -> s.check(facts, body, AmqpProperties.seal(properties)));
    }
}
