package io.drover.fleet;

import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Verdict;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Report.Underway;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One agent's answer as rows show it. Ages are by the agent's own clock, which need not be ours. */
record AgentStatus(HostInfo self, Message.MeasurementReply told, Instant now) {

    static AgentStatus of(Envelope envelope) {
        Message.MeasurementReply reply = (Message.MeasurementReply) envelope.message();
        return new AgentStatus(reply.self(), reply, envelope.sentAt());
    }

    /** All that a script may ask for. */
    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("host", self.host());
        row.put("group", self.group());
        row.put("load", load());
        row.put("push", rounded(self.current().push()));
        row.put("pull", rounded(self.current().pull()));
        row.put("mode", mode());
        row.put("paused", self.standing().paused());
        row.put("draining", self.standing().draining());
        row.put("state", state());
        row.put("lockedBy", self.standing().lockedBy());
        row.put("leaseSeconds", lease().orElse(null));
        row.put("unavailable", self.standing().unavailable());
        row.put("sampledSecondsAgo", sampled());
        row.put("loadSource", self.vitals().loadSource());
        row.put("serverLoadSource", self.vitals().serverLoadSource());
        row.put("loadScatter", scatter());
        row.put("busyCpus", rounded(self.vitals().busy()));
        row.put("cpuPressure", rounded(self.vitals().cpuPressure()));
        row.put("memoryPressure", rounded(self.vitals().memoryPressure()));
        row.put("ioPressure", rounded(self.vitals().ioPressure()));
        row.put("memory", memory());
        row.put("attempts", told.attempts());
        row.put("migrating", migrating());
        row.put("migrations", told.migrations());
        row.put("failedMigrations", told.failedMigrations());
        row.put("lastDecision", told.report().lastDecision().text());
        row.put("advice", advice().orElse(null));
        return row;
    }

    /** Null: none that may be believed. */
    private Double load() {
        return self.load().measured() ? rounded(self.load().normalized()) : null;
    }

    /** How noisy the load is: standard deviation, normalised. */
    private Double scatter() {
        return self.load().measured()
                ? rounded(self.load().deviation() / self.load().cpus())
                : null;
    }

    /** Share that is used. Null: not measured. */
    private Double memory() {
        OptionalDouble used = self.usage().memoryWith(0);
        return used.isPresent() ? rounded(used.getAsDouble()) : null;
    }

    private String mode() {
        return self.standing().mode().word();
    }

    /** Why nothing can be agreed with this host now, or that something can. */
    private String state() {
        if (self.standing().paused()) return "paused";
        if (self.standing().draining()) return draining();
        String lock = self.standing().lockedBy();
        if (!lock.isEmpty())
            return "locked" + lease().map(s -> " for " + s + " s").orElse("") + " by " + lock;
        return self.standing().available() ? "ready" : self.standing().unavailable();
    }

    private String draining() {
        return self.standing().available()
                ? "draining"
                : "draining: " + self.standing().unavailable();
    }

    private Optional<Long> lease() {
        return Optional.ofNullable(told.report().lockedUntil())
                .map(until -> Math.max(0, Duration.between(now, until).toSeconds()));
    }

    private Double sampled() {
        Instant at = self.load().sampledAt();
        if (at.equals(Instant.EPOCH)) return null;
        return Math.rint(Duration.between(at, now).toMillis() / 100.0) / 10;
    }

    /** What Nova moves away from this host now; progress 0..1, null while Nova tells none. */
    private List<Map<String, Object>> migrating() {
        List<Map<String, Object>> migrations = new ArrayList<>();
        for (Underway one : told.report().underway()) {
            Map<String, Object> migration = new LinkedHashMap<>();
            migration.put("server", one.server());
            migration.put("destination", one.destination());
            migration.put("progress", Double.isNaN(one.progress()) ? null : rounded(one.progress()));
            migrations.add(migration);
        }
        return migrations;
    }

    /** What the host would do if it were allowed, as long as nothing newer came of it. In the words of a plan. */
    private Optional<Map<String, Object>> advice() {
        Mode mode = self.standing().mode();
        if (mode != Mode.ADVISE && mode != Mode.PROPOSE) return Optional.empty();
        return told.report().auctions().stream()
                .findFirst()
                .filter(auction -> auction.ending().equals("advised"))
                .map(this::advice);
    }

    private Map<String, Object> advice(AuctionSummary auction) {
        Map<String, Object> advice = new LinkedHashMap<>();
        advice.put("server", auction.server());
        advice.put("source", auction.source());
        advice.put("destination", auction.destination());
        advice.put("entropyBefore", auction.entropyBefore());
        advice.put("entropyAfter", auction.entropyAfter());
        advice.put("predictedSeconds", predictedSeconds(auction));
        advice.put("reason", reason(auction));
        advice.put("secondsAgo", Duration.between(auction.endedAt(), now).toSeconds());
        return advice;
    }

    private static Double predictedSeconds(AuctionSummary auction) {
        return auction.bids().stream()
                .filter(bid -> bid.verdict() == Verdict.WON)
                .map(AuctionSummary.Bid::seconds)
                .findFirst()
                .orElse(null);
    }

    private static String reason(AuctionSummary auction) {
        boolean push = auction.strategy().equals("push");
        return String.format(
                Locale.ROOT,
                "%s at %.2f, threshold %.2f: %s",
                push ? "hot" : "cold",
                auction.load(),
                auction.threshold(),
                auction.reason());
    }

    private static Double rounded(Double known) {
        return known == null ? null : Double.valueOf(rounded(known.doubleValue()));
    }

    private static double rounded(double number) {
        return Math.rint(number * 1e4) / 1e4;
    }
}
