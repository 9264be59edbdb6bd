package io.drover.replay;

import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.journal.JournalEntry;
import io.drover.journal.JournalReader;
import io.drover.replay.Witness.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What several agents' journals say of each other: what one heard, another has said, and both ends tell one outcome. */
final class Testimonies {

    private Testimonies() {}

    /**
     * One witness for each run, with all that speaks against the protocol.
     *
     * @throws IOException with one sentence when a journal cannot be read
     */
    static List<Witness> of(List<RecordedRun> tapes) throws IOException {
        List<Witness> witnesses = new ArrayList<>();
        for (RecordedRun tape : tapes) witnesses.add(read(tape));
        join(witnesses);
        return List.copyOf(witnesses);
    }

    private static Witness read(RecordedRun tape) throws IOException {
        Witness witness = new Witness(tape.host(), tape.header().run().startedAt());
        for (Path file : tape.files()) {
            try (JournalReader reader = new JournalReader(file)) {
                for (Optional<JournalEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (next.get() instanceof JournalEntry.Heard heard) witness.hears(heard.event());
                    else if (next.get() instanceof JournalEntry.Decided decided) witness.decides(decided.effect());
                    else return witness;
                }
            }
        }
        return witness;
    }

    /** Adds to the witnesses' findings what only two of them together show. */
    static void join(List<Witness> witnesses) {
        Map<String, Envelope> said = new HashMap<>();
        Map<String, Boolean> ends = new HashMap<>();
        for (Witness witness : witnesses) {
            said.putAll(witness.said);
            ends.putAll(witness.ends);
        }
        for (Witness witness : witnesses) {
            for (Event.Heard heard : witness.heard) unsaid(heard, said, witnesses, witness);
            witness.arrivals.forEach((auction, moved) -> {
                Boolean told = ends.get(auction);
                if (told != null && !told.equals(moved)) {
                    String id = auction.substring(0, auction.lastIndexOf(' '));
                    String sentence = witness.host + " says that its server " + (moved ? "has come" : "does not come")
                            + ", Nova told the source otherwise";
                    witness.findings.add(new Finding(witness.newest, id, sentence));
                }
            });
            witness.findings.sort(Comparator.comparing(Finding::at));
        }
    }

    /** Of somebody whose journal is at hand, and goes on after it: a killed agent's last words need not be on its disk. */
    private static void unsaid(
            Event.Heard heard, Map<String, Envelope> said, List<Witness> witnesses, Witness witness) {
        Envelope envelope = heard.envelope();
        if (envelope.auction().isEmpty()) return;
        Envelope original = said.get(envelope.id());
        boolean same = original != null
                && original.auction().equals(envelope.auction())
                && original.message().getClass() == envelope.message().getClass();
        boolean covered = witnesses.stream()
                .anyMatch(other -> other.host.equals(envelope.source()) && other.hasSaidSince(envelope.id()));
        if (same || !covered) return;
        String sentence =
                witness.host + " hears " + envelope.message().getClass().getSimpleName() + " of " + envelope.source()
                        + ", whose journal does not have it";
        witness.findings.add(new Finding(heard.at(), envelope.auction(), sentence));
    }
}
