package io.drover.auction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The newest pause or resume known for the fleet and for each group. Merging keeps the newest per group, so that
 * agents agree whatever the order in which they hear.
 */
public record Pauses(List<Message.Pause> entries) {

    public static final Pauses NONE = new Pauses(List.of());

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
        List<Message.Pause> kept = new ArrayList<>();
        Message.Pause newest = heard;
        for (Message.Pause known : entries) {
            if (!known.group().equals(heard.group())) kept.add(known);
            else if (!known.since().isBefore(heard.since())) newest = known;
        }
        kept.add(newest);
        kept.sort(Comparator.comparing(Message.Pause::group));
        return new Pauses(kept);
    }

    public Pauses with(Pauses others) {
        Pauses merged = this;
        for (Message.Pause pause : others.entries) merged = merged.with(pause);
        return merged;
    }
}
