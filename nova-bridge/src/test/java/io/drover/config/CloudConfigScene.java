package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A machine with a clouds.yaml. */
abstract class CloudConfigScene {

    @TempDir
    Path directory;

    Scene scene;
    final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void machine() {
        scene = new Scene(directory);
    }

    CloudConfig access() {
        return CloudConfig.of(scene.load(), warnings::add);
    }

    void refused(String sentence) {
        assertThatThrownBy(this::access)
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        e -> assertThat(e.faults().stream()
                                        .map(fault -> scene.local(fault + "/").replaceAll("/$", "")))
                                .containsExactly(sentence));
    }
}
