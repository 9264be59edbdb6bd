package io.drover.journal;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent's own orders and how they ended, once more and in files of their own: whatever peers say, it cannot push
 * them out, as it can push out the oldest of the journal. Not thread-safe.
 */
final class OrderLog implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderLog.class);

    private final Path directory;
    private final RotationLimits rotation;
    private final Supplier<byte[]> header;
    private JournalFile file;
    private boolean said;

    /**
     * @param header the first line of a new file
     */
    OrderLog(Path directory, RotationLimits rotation, Supplier<byte[]> header) {
        this.directory = directory;
        this.rotation = rotation;
        this.header = header;
    }

    static boolean holds(JournalEntry entry) {
        if (entry instanceof JournalEntry.Heard heard) {
            return heard.event() instanceof Event.MigrationEnded || heard.event() instanceof Event.Resumed;
        }
        return entry instanceof JournalEntry.Decided decided && holds(decided.effect());
    }

    private static boolean holds(Effect effect) {
        if (effect instanceof Effect.Migrate) return true;
        if (effect instanceof Effect.Say say) {
            return say.note() instanceof Note.Chosen
                    || say.note() instanceof Note.Migrating
                    || say.note() instanceof Note.Concluded;
        }
        return effect instanceof Effect.Send send
                && (send.envelope().message() instanceof Message.Migration
                        || send.envelope().message() instanceof Message.MigrationAcknowledgement);
    }

    /** The journal has the line, too: a failure here is told once and costs nothing there. */
    void append(byte[] line) {
        try {
            if (file == null || file.size() + line.length > rotation.fileBytes()) next();
            file.append(line);
            file.flush(new byte[0]);
        } catch (IOException e) {
            if (!said) LOG.error("the orders in {} cannot be kept apart: {}", directory, e.toString());
            said = true;
        }
    }

    private void next() throws IOException {
        List<Path> files = JournalReader.orders(directory);
        JournalReader.prune(files, rotation);
        int number = files.isEmpty() ? 1 : 1 + JournalReader.number(files.get(files.size() - 1));
        JournalFile begun = JournalFile.create(JournalReader.orders(directory, number), header.get());
        close();
        file = begun;
    }

    @Override
    public void close() throws IOException {
        if (file != null) file.close();
        file = null;
    }
}
