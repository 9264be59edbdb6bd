package io.drover.strategy;

import io.drover.auction.Tally;
import io.drover.auction.Tally.Rank;
import io.drover.auction.Tally.Row;
import io.drover.model.HostInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who answered a call and with what, so that the ranking can be explained. Belongs to one auctioneer. */
final class Answers {

    private static final Comparator<Row> BEST_FIRST = Comparator.comparing(Row::rank)
            .thenComparingDouble(row -> Double.isNaN(row.entropyAfter()) ? -1 : row.entropyAfter())
            .reversed()
            .thenComparing(Row::host);

    private final List<Answer> answers = new ArrayList<>();

    /**
     * @param index of the host among those that are ranked; -1: it is not
     */
    private record Answer(HostInfo host, int candidates, String reason, int index) {}

    void add(HostInfo host, int candidates, String reason, int index) {
        answers.add(new Answer(host, candidates, reason, index));
    }

    /** Why a pair with the host that answered last would not do; the last such reason is kept. */
    void unfit(String why) {
        int last = answers.size() - 1;
        Answer answer = answers.get(last);
        answers.set(last, new Answer(answer.host(), answer.candidates(), why, answer.index()));
    }

    Tally tally(Choices choices, Replies<?> replies, double waitedSeconds) {
        int[] best = choices.bestOfHosts();
        List<Row> rows = new ArrayList<>();
        for (Answer answer : answers) rows.add(row(answer, choices, best));
        for (String host : replies.silent()) rows.add(Row.without(host, Rank.SILENT));
        for (String host : replies.absent()) rows.add(Row.without(host, Rank.ABSENT));
        int more = Math.max(0, rows.size() - Tally.ROWS);
        if (more > 0) {
            rows.sort(BEST_FIRST);
            rows = new ArrayList<>(rows.subList(0, Tally.ROWS));
        }
        rows.sort(Comparator.comparing(Row::host));
        return new Tally(rows, more, choices.costLimit(), waitedSeconds);
    }

    private static Row row(Answer answer, Choices choices, int[] best) {
        String host = answer.host().host();
        double load = answer.host().load().measured() ? answer.host().load().normalized() : Double.NaN;
        int pair = answer.index() < 0 ? Choices.UNFIT : best[answer.index()];
        if (pair >= 0) {
            Choice choice = choices.choice(pair);
            Rank rank = choices.affordable(pair) ? Rank.RANKED : Rank.DEAR;
            return new Row(
                    host,
                    load,
                    answer.candidates(),
                    rank,
                    choice.server().id(),
                    choice.forecast().entropyAfter(),
                    choice.forecast().seconds(),
                    "");
        }
        Rank rank = answer.candidates() == 0 ? Rank.NOTHING : pair == Choices.UNFIT ? Rank.UNFIT : Rank.NO_GAIN;
        return new Row(host, load, answer.candidates(), rank, "", Double.NaN, Double.NaN, answer.reason());
    }
}
