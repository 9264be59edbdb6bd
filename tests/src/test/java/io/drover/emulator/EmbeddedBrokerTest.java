package io.drover.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {

    private static final int QUEUE_MAX = 5;
    private static final AMQP.BasicProperties PLAIN = new AMQP.BasicProperties();

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(QUEUE_MAX);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void deliversThroughATopicExchange() throws Exception {
        try (Connection connection = connect(broker.password())) {
            Channel channel = connection.createChannel();
            channel.exchangeDeclare("drover", "topic", true);
            String queue = channel.queueDeclare("", false, true, true, null).getQueue();
            channel.queueBind(queue, "drover", "host.pm1");
            channel.queueBind(queue, "drover", "group.*");
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            channel.basicConsume(
                    queue, true, (tag, delivery) -> heard.add(text(delivery.getBody())), tag -> heard.add("cancelled"));
            channel.basicPublish("drover", "group.nova", PLAIN, bytes("to all"));
            channel.basicPublish("drover", "host.pm1", PLAIN, bytes("to one"));
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("to all");
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("to one");
        }
    }

    @Test
    void returnsAMandatoryMessageThatReachesNobody() throws Exception {
        try (Connection connection = connect(broker.password())) {
            Channel channel = connection.createChannel();
            channel.exchangeDeclare("drover", "topic", true);
            BlockingQueue<String> returned = new LinkedBlockingQueue<>();
            channel.addReturnListener(back -> returned.add(back.getReplyCode() + " " + back.getRoutingKey()));
            channel.basicPublish("drover", "host.absent", true, PLAIN, bytes("anybody?"));
            assertThat(returned.poll(5, TimeUnit.SECONDS)).isEqualTo("312 host.absent");
        }
    }

    @Test
    void deliversOnlyWhatIsStillWorthIt() throws Exception {
        try (Connection connection = connect(broker.password())) {
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare("", false, true, true, null).getQueue();
            channel.confirmSelect();
            long now = System.currentTimeMillis();
            channel.basicPublish("", queue, worthUntil(now - 1), bytes("worth nothing"));
            channel.basicPublish("", queue, worthUntil(now + 10_000), bytes("still worth it"));
            channel.waitForConfirmsOrDie(5_000);
            assertThat(text(channel.basicGet(queue, true).getBody())).isEqualTo("still worth it");
        }
    }

    /** Qpid takes {@code expiration} for a point in time, as JMS has it. */
    private static AMQP.BasicProperties worthUntil(long millis) {
        return new AMQP.BasicProperties.Builder()
                .expiration(Long.toString(millis))
                .build();
    }

    /** RabbitMQ closes the channel with 405 (resource locked), Qpid the connection with 530 (not allowed). */
    @Test
    void refusesASecondOwnerOfAnExclusiveQueue() throws Exception {
        try (Connection first = connect(broker.password())) {
            first.createChannel().queueDeclare("agent.pm1", false, true, true, null);
            Connection second = connect(broker.password());
            Channel late = second.createChannel();
            assertThatThrownBy(() -> late.queueDeclare("agent.pm1", false, true, true, null))
                    .isInstanceOf(IOException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            ShutdownSignalException.class,
                            signal -> assertThat(signal.getReason().toString()).contains("reply-code=530"));
            assertThat(first.isOpen()).isTrue();
        }
    }

    @Test
    void aFullQueueLosesItsOldest() throws Exception {
        try (Connection connection = connect(broker.password())) {
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare("", false, true, true, null).getQueue();
            channel.confirmSelect();
            for (int i = 1; i <= QUEUE_MAX + 2; i++) {
                channel.basicPublish("", queue, PLAIN, bytes("message " + i));
            }
            channel.waitForConfirmsOrDie(5_000);
            assertThat(channel.messageCount(queue)).isEqualTo(QUEUE_MAX);
            assertThat(text(channel.basicGet(queue, true).getBody())).isEqualTo("message 3");
        }
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> connect("wrong")).isInstanceOf(IOException.class);
    }

    private static Connection connect(String password) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(password);
        factory.setVirtualHost(broker.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
