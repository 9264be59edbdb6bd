package io.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStoreTest {

    private record Thing(double value) {}

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();

    @Test
    void findsWhatItKept() {
        Job<Thing> job = job("one", "parameters");
        assertThat(store("engine").find(job)).isEmpty();
        store("engine").keep(job, new Thing(1.5));
        assertThat(store("engine").find(job)).contains(new Thing(1.5));
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsOfAnotherEngineOrOfOtherParametersIsMadeAgain() {
        store("engine").keep(job("one", "parameters"), new Thing(1));
        assertThat(store("other").find(job("one", "parameters"))).isEmpty();
        assertThat(store("engine").find(job("one", "others"))).isEmpty();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).endsWith("one.json is made again: it is of another engine");
        assertThat(told.get(1)).endsWith("one.json is made again: it is of other parameters");
    }

    @Test
    void whatIsBrokenIsMadeAgain() throws IOException {
        Files.writeString(directory.resolve("one.json"), "{\"engine\": \"eng");
        assertThat(store("engine").find(job("one", ""))).isEmpty();
        Files.writeString(directory.resolve("one.json"), "{\"engine\":\"engine\",\"parameters\":\"\",\"result\":[1]}");
        assertThat(store("engine").find(job("one", ""))).isEmpty();
        assertThat(told).hasSize(2).allMatch(sentence -> sentence.endsWith("is made again: it is broken"));
    }

    @Test
    void aSecondRunDoesNothingAgain() {
        List<Integer> done = new ArrayList<>();
        List<Job<?>> jobs = List.of(
                new Job<>("one", "", Thing.class, () -> counted(done, 1)),
                new Job<>("two", "", Thing.class, () -> counted(done, 2)));
        JobProgress progress = new JobProgress(System.err, false);
        new JobRunner(store("engine"), progress, 1).results(jobs);
        assertThat(new JobRunner(store("engine"), progress, 1).results(jobs))
                .containsEntry("one", new Thing(1))
                .containsEntry("two", new Thing(2));
        assertThat(done).containsExactly(1, 2);
    }

    private static Thing counted(List<Integer> done, int number) {
        done.add(number);
        return new Thing(number);
    }

    private JobStore store(String engine) {
        return new JobStore(directory, engine, told::add);
    }

    private static Job<Thing> job(String id, String parameters) {
        return new Job<>(id, parameters, Thing.class, () -> new Thing(0));
    }
}
