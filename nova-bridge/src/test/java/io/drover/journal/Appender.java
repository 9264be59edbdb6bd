package io.drover.journal;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent's process as far as its journal goes: appends until it is killed or an order is not kept, and prints what
 * became of each.
 */
final class Appender {

    private Appender() {}

    static Process start(Path directory, List<String> under) throws IOException {
        List<String> command = new ArrayList<>(under);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                directory.toString()));
        return new ProcessBuilder(command).start();
    }

    public static void main(String[] args) throws IOException {
        JsonJournal journal =
                JsonJournal.open(Path.of(args[0]), Samples.run(), RotationLimits.DEFAULT, InstantSource.system());
        List<Event> events = Samples.events().toList();
        for (int i = 0; i < 100_000; i++) {
            journal.heard(events.get(i % (events.size() - 1)));
            String auction = "order-" + i;
            boolean kept = journal.decided(new Effect.Migrate(Samples.order(auction, "server-" + i)));
            System.out.println(kept ? auction : "refused " + auction);
            if (!kept) return;
        }
    }
}
