package io.drover.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NovaNotificationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "instance.live_migration_post_dest.end, 1b7b9e92-ae15-440a-a2e6-46ffb9560cba",
        "compute_task.migrate_server.error, 7a74fabb-1249-4c80-a19d-5ac67e2ec8db"
    })
    void namesTheServerWhoseMigrationItIsAbout(String event, String server) throws IOException {
        assertThat(NovaNotifications.migrating(recorded(event))).contains(server);
    }

    @Test
    void tellsOfARollbackToo() throws IOException {
        assertThat(NovaNotifications.migrating(recorded("instance.live_migration_rollback.end")))
                .isPresent();
    }

    @Test
    void leavesOtherNotificationsAlone() throws IOException {
        assertThat(NovaNotifications.migrating(recorded("instance.update"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1]",
                "{\"oslo.message\": 1}",
                "{\"oslo.message\": \"{\"}",
                "{\"oslo.message\": \"{\\\"event_type\\\": \\\"instance.live_migration_pre.end\\\"}\"}"
            })
    void refusesWhatIsNoNotification(String body) {
        assertThatThrownBy(() -> NovaNotifications.migrating(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    private static byte[] recorded(String event) throws IOException {
        try (InputStream in =
                NovaNotificationsTest.class.getResourceAsStream("/nova/notification-" + event + ".json")) {
            String message = JSON.readTree(in).toString();
            return JSON.writeValueAsBytes(Map.of("oslo.version", "2.0", "oslo.message", message));
        }
    }
}
