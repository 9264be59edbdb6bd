package io.drover.dashboard;

import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
import io.drover.measurement.FleetView.Advice;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.model.Mode;
import io.drover.model.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What happens in the staged fleet, and when. */
final class Script {

    static final Duration END = Duration.ofMinutes(24);

    private static final String FIRST = "7b1f2c80-55aa-4a1e-9d6c-3f4b1c9e0a11";
    private static final String SECOND = "c0a8d2e4-9b57-4a7f-8f0e-6f1d2b3c4d52";
    private static final String THIRD = "18e3a6f0-2d44-4c59-b1aa-0d9e8f7a6b33";
    private static final String FOURTH = "f45d90b7-83c1-4f02-a6be-5c7d8e9f0a74";

    /** From one host to another, a part of a host's capacity, in the minute after it began. */
    private record Move(double minute, int source, int destination, double load) {}

    private static final List<Move> MOVES =
            List.of(new Move(8, 3, 6, 0.17), new Move(11, 3, 4, 0.14), new Move(13.5, 3, 2, 0.09));

    private Script() {}

    static String host(int number) {
        return String.format(Locale.ROOT, "compute-%02d", number);
    }

    static double load(int number, Duration at) {
        double minute = at.toMillis() / 60_000.0;
        double load = new double[] {0.46, 0.33, 0.44, 0.29, 0.52, 0.21}[(number - 1) % 6];
        if (number == 3) load += 0.47 * ramp(minute, 5.5, 1.2);
        for (Move move : MOVES) {
            double share = move.load() * ramp(minute, move.minute(), 0.9);
            if (move.source() == number) load -= share;
            if (move.destination() == number) load += share;
        }
        double wave = Math.sin(minute * 0.9 + number * 2.1) + 0.6 * Math.sin(minute * 3.7 + number);
        return Math.max(0, load + 0.008 * wave + 0.004 * Math.sin(minute * 23 + number * 5));
    }

    private static double ramp(double at, double from, double length) {
        double part = Math.min(1, Math.max(0, (at - from) / length));
        return part * part * (3 - 2 * part);
    }

    static Thresholds thresholds(int number, Duration at) {
        long steps = Math.min(3, (at.toSeconds() % 900 + 37L * number) / 280);
        return new Thresholds(0.70 - 0.05 * steps, 0.30 + 0.05 * steps);
    }

    static double entropy(double[] loads) {
        double sum = 0;
        for (double load : loads) sum += load;
        double entropy = 0;
        for (double load : loads) if (load > 0) entropy -= load / sum * Math.log(load / sum);
        return loads.length < 2 || sum == 0 ? 1 : entropy / Math.log(loads.length);
    }

    static long attemptsAt(Duration at) {
        return List.of(450L, 480L, 660L, 810L).contains(at.toSeconds()) ? 1 : 0;
    }

    static long migrationsAt(Duration at) {
        return List.of(505L, 690L, 845L).contains(at.toSeconds()) ? 1 : 0;
    }

    static double traffic(Duration at) {
        double minute = at.toMillis() / 60_000.0;
        double traffic = 0.4 + 0.1 * Math.sin(minute * 5);
        for (Move move : MOVES) traffic += 6 * Math.exp(-Math.abs(minute - move.minute()) * 4);
        return traffic;
    }

    static String lock(int number) {
        return number == 5 ? "compute-05/mjv0q2k1/9" : "";
    }

    static String unavailable(int number) {
        return number == 2 ? "settling: 21 s" : number == 5 ? "migrating: 1 outbound" : "";
    }

    static long attempts(int number) {
        return number == 3 ? 3 : number == 6 ? 2 : number == 5 ? 2 : 0;
    }

    static long moves(int number) {
        return number == 3 ? 3 : number == 2 || number == 4 || number == 6 ? 1 : 0;
    }

    static String decision(int number) {
        return switch (number) {
            case 2 -> "18e3a6f0-2d44-4c59-b1aa-0d9e8f7a6b33 has come from compute-03";
            case 3 -> "stays: no move would raise system performance by 1 % of its two hosts";
            case 4 -> "c0a8d2e4-9b57-4a7f-8f0e-6f1d2b3c4d52 has come from compute-03";
            case 5 -> "f45d90b7-83c1-4f02-a6be-5c7d8e9f0a74 goes to compute-04";
            case 6 -> "7b1f2c80-55aa-4a1e-9d6c-3f4b1c9e0a11 has come from compute-03";
            default -> "";
        };
    }

    private static Instant at(double minute) {
        return StagedFleet.START.plusMillis((long) (minute * 60_000));
    }

    static List<AuctionSummary> auctions(Mode mode) {
        return mode == Mode.ADVISE ? List.of(first("advised")) : List.of(open(), refused(), pulled(), first("moved"));
    }

    private static AuctionSummary first(String ending) {
        List<Bid> bids = List.of(
                new Bid("compute-01", 0.46, 2, SECOND, 0.9486, 31.4, Verdict.LOST, "0.0121 less than the best pair"),
                new Bid("compute-02", 0.33, 5, FIRST, 0.9581, 24.9, Verdict.LOST, "0.0026 less than the best pair"),
                new Bid("compute-04", 0.29, 6, SECOND, Double.NaN, Double.NaN, Verdict.SILENT, "no answer in 10 s"),
                new Bid("compute-05", 0.52, 0, "", Double.NaN, Double.NaN, Verdict.DECLINED, "would be hot itself"),
                new Bid(
                        "compute-06",
                        0.21,
                        7,
                        FIRST,
                        0.9607,
                        24.9,
                        Verdict.WON,
                        "best balance among the cheaper half"));
        return new AuctionSummary(
                "compute-03/mjv0q2k1/6",
                "compute-03",
                "push",
                at(7.5),
                at(8.9),
                0.91,
                0.70,
                ending,
                "compute-06 has the best balance of the fleet among the pairs that cost no more than the mean",
                FIRST,
                "compute-03",
                "compute-06",
                0.9174,
                0.9607,
                bids,
                0);
    }

    private static AuctionSummary pulled() {
        List<Bid> bids = List.of(
                new Bid("compute-02", 0.34, 0, "", Double.NaN, Double.NaN, Verdict.DECLINED, "would be cold itself"),
                new Bid("compute-03", 0.74, 4, SECOND, 0.9752, 27.0, Verdict.WON, "best balance"),
                new Bid("compute-05", 0.53, 3, FOURTH, 0.9688, 40.2, Verdict.LOST, "costs more than the mean of 31 s"));
        return new AuctionSummary(
                "compute-04/mjv0q2k1/7",
                "compute-04",
                "pull",
                at(10.8),
                at(12.0),
                0.29,
                0.35,
                "moved",
                "compute-03 gives the server that balances best",
                SECOND,
                "compute-03",
                "compute-04",
                0.9571,
                0.9752,
                bids,
                0);
    }

    private static AuctionSummary refused() {
        List<Bid> bids = List.of(
                new Bid("compute-02", 0.33, 2, THIRD, 0.9861, 22.1, Verdict.REFUSED, "locked by compute-06/mjv0q2k1/3"),
                new Bid("compute-06", 0.38, 1, THIRD, 0.9790, 22.1, Verdict.LOST, "0.0071 less than the best pair"));
        return new AuctionSummary(
                "compute-03/mjv0q2k1/8",
                "compute-03",
                "push",
                at(13.1),
                at(13.2),
                0.61,
                0.60,
                "busy",
                "the winner refused and no runner-up was left in time",
                "",
                "",
                "",
                Double.NaN,
                Double.NaN,
                bids,
                12);
    }

    private static AuctionSummary open() {
        return new AuctionSummary(
                "compute-05/mjv0q2k1/9",
                "compute-05",
                "push",
                at(23.6),
                null,
                0.56,
                0.55,
                "",
                "",
                FOURTH,
                "compute-05",
                "compute-04",
                0.9902,
                0.9951,
                List.of(new Bid("compute-04", 0.43, 3, FOURTH, 0.9951, 38.0, Verdict.WON, "best balance")),
                0);
    }

    static List<MigrationRow> migrations() {
        return List.of(
                row(FOURTH, 5, 4, 23.7, Double.NaN, "running", "", 0.62, 38.0),
                row(THIRD, 3, 2, 13.5, 14.05, "completed", "", 1, 22.1),
                row(SECOND, 3, 4, 11.0, 11.52, "completed", "", 1, 27.0),
                row(THIRD, 5, 1, 9.2, 10.7, "failed", "aborted: no progress for 60 s", 0.31, 20.4),
                row(FIRST, 3, 6, 8.0, 8.41, "completed", "", 1, 24.9));
    }

    private static MigrationRow row(
            String server,
            int from,
            int to,
            double began,
            double ended,
            String status,
            String why,
            double progress,
            double predicted) {
        boolean over = Double.isFinite(ended);
        return new MigrationRow(
                host(from) + "/mjv0q2k1/" + (int) began,
                server,
                host(from),
                host(to),
                from == 3 && to == 4 ? "pull" : "push",
                at(began),
                over ? at(ended) : null,
                status,
                why,
                progress,
                0.9174 + began / 400,
                0.9310 + began / 400,
                predicted,
                over ? (ended - began) * 60 : Double.NaN,
                0.031);
    }

    static List<Advice> advice() {
        return List.of(
                new Advice(
                        at(22.2),
                        "compute-03",
                        "push",
                        FIRST,
                        "compute-03",
                        "compute-06",
                        0.9174,
                        0.9607,
                        24.9,
                        "compute-06 has the best balance of the fleet among the cheaper pairs"),
                new Advice(
                        at(20.1),
                        "compute-04",
                        "pull",
                        SECOND,
                        "compute-03",
                        "compute-04",
                        0.9174,
                        0.9502,
                        27.0,
                        "compute-03 gives the server that balances best"));
    }
}
