package io.drover.engine;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which calls of others are considered: each once, in the caller's own name, and none that was long on its way. */
final class CallFilter {

    private static final int REMEMBERED = 256;

    private final Settings settings;
    private final RecentIds heard = new RecentIds(REMEMBERED);

    CallFilter(Settings settings) {
        this.settings = settings;
    }

    boolean admit(Envelope call, Instant now, List<Effect> effects) {
        if (!opened(call.source(), call.auction())) {
            return refused(call, "the auction is not one that " + call.source() + " may open", effects);
        }
        if (call.message() instanceof Message.StealBroadcast) return true;
        if (!heard.add(call.source() + " " + call.id())) return false;
        return !(call.message() instanceof Message.StealAttempt) || fresh(call, now, effects);
    }

    /** An auction's id begins with its auctioneer's name, so that nobody can use up another's ids. */
    private static boolean opened(String source, String auction) {
        return auction.startsWith(source + "/");
    }

    /** An attempt that was long on its way is none: the cold host has long counted on Nova's word instead. */
    private boolean fresh(Envelope attempt, Instant now, List<Effect> effects) {
        Duration age = Duration.between(attempt.sentAt(), now);
        if (age.compareTo(settings.auction().lockTimeout()) <= 0) return true;
        return refused(attempt, "an attempt of " + attempt.source() + " is " + age.toSeconds() + " s old", effects);
    }

    private static boolean refused(Envelope call, String why, List<Effect> effects) {
        effects.add(Effect.say(call.auction(), Note.Kind.IGNORED, why));
        return false;
    }
}
