package io.drover.report;

import io.drover.experiment.Run;
import io.drover.model.MigrationOrder;
import io.drover.simulate.SampledSizes;
import io.drover.simulation.Onlooker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What telemetry saw of each host of a run, beside what was true, and who moved where. */
record LoadRecording(List<Frame> frames, List<Move> moves) {

    LoadRecording {
        frames = List.copyOf(frames);
        moves = List.copyOf(moves);
    }

    /**
     * @param seen normalised load by the agent's load estimate
     * @param truth normalised load of the servers that were there
     */
    record Frame(double seconds, String host, double seen, double truth) {}

    record Move(double seconds, String server, String source, String destination) {}

    static LoadRecording of(Run run) {
        List<Frame> frames = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        run.watch(new SampledSizes(), new Onlooker() {
            @Override
            public void sampled(Duration at, String host, double seen, double truth) {
                frames.add(new Frame(seconds(at), host, seen, truth));
            }

            @Override
            public void migrated(Duration at, MigrationOrder order) {
                moves.add(new Move(seconds(at), order.server(), order.source(), order.destination()));
            }
        });
        return new LoadRecording(frames, moves);
    }

    private static double seconds(Duration at) {
        return at.toMillis() / 1000.0;
    }

    List<Frame> of(String host) {
        return frames.stream().filter(frame -> frame.host().equals(host)).toList();
    }

    Stream<Move> arrivals(String host) {
        return moves.stream().filter(move -> move.destination().equals(host));
    }

    /** The host that was truly most loaded at any time after a server had come to it. */
    String mostOverloaded() {
        return frames.stream()
                .filter(frame -> arrivals(frame.host()).anyMatch(move -> move.seconds() < frame.seconds()))
                .max((one, other) -> Double.compare(one.truth(), other.truth()))
                .map(Frame::host)
                .orElse(frames.get(0).host());
    }
}
