package io.drover.engine;

import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Proposal;
import io.drover.auction.Proposal.Fate;
import io.drover.auction.Proposal.State;
import io.drover.auction.Proposals;
import io.drover.auction.Settled;
import io.drover.model.AdviceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** This host's advice that waits for an operator's word, and what becomes of it. */
final class Proposing {

    /** Before that, whoever was busy is busy still. */
    static final Duration RETRY = Duration.ofSeconds(10);

    private final AdviceSettings settings;
    private Proposals kept = Proposals.NONE;
    private Instant notBefore = Instant.MIN;
    private String refusal = "";

    Proposing(AdviceSettings settings) {
        this.settings = settings;
    }

    Proposals kept() {
        return kept;
    }

    /** What an earlier run had begun is not begun again: a server moves once for one word. */
    void started(Proposals earlier, Instant now) {
        kept = earlier;
        for (Proposal proposal : earlier.entries()) {
            if (proposal.is(State.AUCTIONED) || proposal.is(State.MOVING)) {
                become(
                        proposal,
                        State.FAILED,
                        proposal.fate().auction(),
                        "the agent started anew meanwhile: drover audit tells whether it moved",
                        now);
            }
        }
    }

    /** The same move again renews its advice while it gains what was promised; another one takes its place. */
    void advised(Note.Advised note, Instant now) {
        Note.Move move = note.move();
        double gain = move.forecast().gain();
        Optional<Proposal> known =
                kept.first(waiting -> waits(waiting) && waiting.move().server().equals(move.server()));
        Instant until = now.plus(settings.lifetime());
        if (known.isPresent() && known.get().is(State.APPROVED)) return;
        if (known.filter(same -> same.alike(move) && gain >= same.gain()).isPresent()) {
            kept = kept.with(known.get().until(until));
            return;
        }
        known.ifPresent(old -> become(old, State.REPLACED, "", "by " + note.auction(), now));
        double promised = gain - (1 - settings.promised()) * Math.abs(gain);
        Fate open = new Fate(State.OPEN, "", "", "", now);
        kept = kept.with(new Proposal(note.auction(), move, promised, note.text(), now, until, open));
    }

    private static boolean waits(Proposal proposal) {
        return proposal.is(State.OPEN) || proposal.is(State.APPROVED);
    }

    void expire(Instant now) {
        for (Proposal proposal : kept.entries()) {
            if (waits(proposal) && now.isAfter(proposal.until())) {
                become(proposal, State.EXPIRED, "", "nothing came of it in time", now);
            }
        }
    }

    /** Takes an operator's word, or says why not. */
    Message.AdviceAcknowledgement hear(Message.Advice word, Instant now) {
        if (word.id().isEmpty()) return answer(word, word.word() == Message.Advice.Word.SHOW ? "" : "no id", kept);
        Optional<Proposal> known = kept.of(word.id());
        if (known.isEmpty()) return answer(word, "there is no such advice, or none any more", Proposals.NONE);
        String whyNot = word.word() == Message.Advice.Word.SHOW ? "" : taken(known.get(), word, now);
        return answer(word, whyNot, new Proposals(List.of(kept.of(word.id()).orElseThrow())));
    }

    private static Message.AdviceAcknowledgement answer(Message.Advice word, String whyNot, Proposals about) {
        return new Message.AdviceAcknowledgement(word.id(), whyNot.isEmpty(), whyNot, about);
    }

    /** Who says the same again is not refused, and changes nothing. */
    private String taken(Proposal proposal, Message.Advice word, Instant now) {
        boolean approves = word.word() == Message.Advice.Word.APPROVE;
        Fate fate = proposal.fate();
        boolean again = fate.by().equals(word.by()) && approves != proposal.is(State.REJECTED);
        if (again && !(proposal.is(State.APPROVED) && !approves)) return "";
        if (!waits(proposal) || (approves && proposal.is(State.APPROVED))) return told(fate);
        State state = approves ? State.APPROVED : State.REJECTED;
        kept = kept.with(proposal.with(new Fate(state, word.by(), "", word.reason(), now)));
        return "";
    }

    private static String told(Fate fate) {
        String by = fate.by().isEmpty() ? "" : " by " + fate.by();
        return switch (fate.state()) {
            case APPROVED -> "it is approved already" + by;
            case AUCTIONED, MOVING, MOVED -> "it is approved already" + by + ", and under way or moved";
            case REJECTED -> "it is rejected" + by;
            case OPEN, FAILED, VOID, EXPIRED, REPLACED ->
                "it is over: " + (fate.text().isEmpty() ? fate.state().name() : fate.text());
        };
    }

    /** The oldest that is approved and has had no auction, or one in vain since somebody was busy. */
    Optional<Proposal> next(Instant now) {
        return now.isBefore(notBefore) ? Optional.empty() : kept.first(proposal -> proposal.is(State.APPROVED));
    }

    void auctioned(Proposal proposal, String auction, Instant now) {
        refusal = "";
        become(proposal, State.AUCTIONED, auction, "", now);
    }

    private Optional<Proposal> in(String auction) {
        return kept.first(
                proposal -> !auction.isEmpty() && proposal.fate().auction().equals(auction));
    }

    /** Why the auction ends, when nothing is agreed. */
    void said(Note note) {
        boolean ending = note.kind() == Note.Kind.REFUSED || note.kind() == Note.Kind.ENDED;
        if (ending && refusal.isEmpty() && in(note.auction()).isPresent()) refusal = note.text();
    }

    /** Both ends have agreed. */
    void agreed(String auction, Instant now) {
        in(auction).ifPresent(proposal -> become(proposal, State.MOVING, auction, "", now));
    }

    void moved(String auction, Instant now) {
        in(auction)
                .ifPresent(proposal -> become(
                        proposal,
                        State.MOVED,
                        auction,
                        "it is on " + proposal.move().destination(),
                        now));
    }

    /** Server, and why it does not go though it could: somebody rejected that. */
    Optional<String> rejected(String server, Instant now) {
        return kept.first(proposal -> proposal.is(State.REJECTED)
                        && proposal.move().server().equals(server)
                        && now.isBefore(proposal.fate().at().plus(settings.lifetime())))
                .map(proposal -> "its move was rejected by " + proposal.fate().by());
    }

    /**
     * An auction of this host's own is over.
     *
     * @return how long until the next that was approved; empty: this was none
     */
    Optional<Duration> ended(Settled settled, Instant now) {
        Optional<Proposal> known = in(settled.auction());
        if (known.isEmpty()) return Optional.empty();
        Proposal proposal = known.get();
        if (settled.outcome() != null && !settled.outcome().done()) {
            become(proposal, State.FAILED, settled.auction(), settled.outcome().reason(), now);
        } else if (proposal.is(State.AUCTIONED) && settled.ending() == Settled.Ending.BUSY) {
            become(proposal, State.APPROVED, "", "once more: " + refusal, now);
            notBefore = now.plus(RETRY);
            return Optional.of(RETRY);
        } else if (proposal.is(State.AUCTIONED)) {
            become(proposal, State.VOID, settled.auction(), refusal, now);
        }
        return Optional.of(Duration.ZERO);
    }

    private void become(Proposal proposal, State state, String auction, String text, Instant now) {
        kept = kept.with(proposal.with(new Fate(state, proposal.fate().by(), auction, text, now)));
    }
}
