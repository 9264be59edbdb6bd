package io.drover.auction;

import java.util.List;

/** The newest pause or resume known for the fleet and for each group. */
public record Pauses(List<Message.Pause> entries) {

    public static final Pauses NONE = new Pauses(List.of());

    private static final LastWriterWins<Message.Pause> NEWEST =
            new LastWriterWins<>(Message.Pause::group, Message.Pause::since);

    public Pauses {
        entries = List.copyOf(entries);
    }

    /** Whether an agent of this group is to stand still. */
    public boolean hold(String group) {
        for (Message.Pause pause : entries) {
            if (pause.paused() && (pause.group().isEmpty() || pause.group().equals(group))) return true;
        }
        return false;
    }

    public Pauses with(Message.Pause heard) {
        return new Pauses(NEWEST.of(entries, heard));
    }

    public Pauses with(Pauses others) {
        Pauses merged = this;
        for (Message.Pause pause : others.entries) merged = merged.with(pause);
        return merged;
    }
}
