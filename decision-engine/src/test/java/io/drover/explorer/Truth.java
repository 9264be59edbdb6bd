package io.drover.explorer;

import io.drover.explorer.Thing.Business;
import io.drover.explorer.Thing.Deed;
import io.drover.explorer.Thing.Errand;
import io.drover.explorer.Thing.Look;
import io.drover.explorer.Thing.Stage;
import io.drover.explorer.Thing.Word;
import io.drover.model.MigrationInProgress;
import io.drover.model.MigrationOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A moment, read: what Nova has on record, and where the servers are. */
final class Truth {

    /** Nova ends what it has begun, and its clients tell what they know, within this: longer than a lease. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    final Moment moment;
    final Instant now;
    final List<Word> words = new ArrayList<>();
    final List<Errand> errands = new ArrayList<>();

    /** In order of their newest change. */
    final List<Deed> deeds = new ArrayList<>();

    private final SmallFleet fleet;

    Truth(Moment moment, SmallFleet fleet, Numbered<Thing> things) {
        this.moment = moment;
        this.fleet = fleet;
        this.now = SmallFleet.START.plusMillis(moment.now());
        for (int number : moment.things()) {
            Thing thing = things.get(number);
            if (thing instanceof Word word) words.add(word);
            else if (thing instanceof Errand errand) errands.add(errand);
            else if (thing instanceof Deed deed) deeds.add(deed);
        }
        deeds.sort(Comparator.comparing(Deed::changedAt));
    }

    Optional<Deed> deed(MigrationOrder order) {
        return deeds.stream()
                .filter(deed -> deed.order().auction().equals(order.auction())
                        && deed.order().server().equals(order.server()))
                .findFirst();
    }

    boolean moving(String server) {
        return deeds.stream()
                .anyMatch(deed ->
                        deed.stage() == Stage.RUNNING && deed.order().server().equals(server));
    }

    String home(String server) {
        String home = fleet.homes().get(server);
        for (Deed deed : deeds) {
            if (deed.stage() == Stage.DONE && deed.order().server().equals(server))
                home = deed.order().destination();
        }
        return home;
    }

    List<String> here(String host) {
        return fleet.homes().keySet().stream()
                .filter(server -> home(server).equals(host))
                .toList();
    }

    /** Whether Nova has no room on the destination for one more: what runs there is claimed already. */
    boolean full(String host) {
        long coming = deeds.stream()
                .filter(deed -> deed.stage() == Stage.RUNNING
                        && deed.order().destination().equals(host))
                .count();
        return here(host).size() + coming >= fleet.room(host);
    }

    /** A sample of what has been so since the sample before. */
    Look look(String host, boolean closed) {
        return new Look(fleet.sample(host, now, shares(host), here(host), migrations(host), closed));
    }

    /** The same load as the newest sample, but nothing may come or go from now on. */
    Look closing(String host) {
        Instant sampled = SmallFleet.START.plusMillis(moment.sampled());
        return new Look(fleet.sample(host, sampled, shares(host), here(host), migrations(host), true));
    }

    private SortedMap<String, Double> shares(String host) {
        SortedMap<String, Double> shares = new TreeMap<>();
        Instant since = SmallFleet.START.plusMillis(moment.sampled());
        for (String server : fleet.homes().keySet()) shares.put(server, share(server, host, since));
        return shares;
    }

    private double share(String server, String host, Instant since) {
        double whole = Duration.between(since, now).toMillis();
        double share = home(server).equals(host) ? 1 : 0;
        for (Deed deed : deeds) {
            boolean its = deed.stage() == Stage.DONE && deed.order().server().equals(server);
            if (!its || !deed.changedAt().isAfter(since)) continue;
            double before = Duration.between(since, deed.changedAt()).toMillis() / whole;
            if (deed.order().source().equals(host)) share += before;
            if (deed.order().destination().equals(host)) share -= before;
        }
        return share;
    }

    private List<MigrationInProgress> migrations(String host) {
        return deeds.stream()
                .filter(deed -> deed.stage() == Stage.RUNNING)
                .map(Deed::order)
                .filter(order ->
                        order.source().equals(host) || order.destination().equals(host))
                .map(order -> new MigrationInProgress(order.server(), order.source(), order.destination()))
                .toList();
    }

    /** Whether somebody still asks Nova, or Nova is at work. */
    boolean busy() {
        return !words.isEmpty() || !errands.isEmpty() || deeds.stream().anyMatch(deed -> deed.stage() == Stage.RUNNING);
    }

    /** Whether Nova has moved this server there, or may do so yet. */
    boolean ordered(Recorder.Verdict verdict) {
        boolean asked = deeds.stream().anyMatch(deed -> verdict.about(deed.order()) && deed.stage() != Stage.BROKEN);
        return asked || errands.stream().anyMatch(errand -> verdict.about(errand.order()) && asks(errand));
    }

    private boolean asks(Errand errand) {
        return errand.business() == Business.ASK && !now.isAfter(errand.order().callBefore());
    }

    /** Whether it waits for what Nova does not show. */
    boolean vain(Errand errand) {
        return errand.business() == Business.WATCH && deed(errand.order()).isEmpty();
    }

    /** Whether Nova would have been silent for too long. */
    boolean impatient(long next) {
        Instant then = SmallFleet.START.plusMillis(next);
        boolean deedAwaited = deeds.stream()
                .anyMatch(deed -> awaited(deed) && then.isAfter(deed.changedAt().plus(PATIENCE)));
        return deedAwaited
                || errands.stream()
                        .anyMatch(errand -> errand.business() == Business.ASK
                                && then.isAfter(errand.order().callBefore().plus(PATIENCE)));
    }

    private boolean awaited(Deed deed) {
        return deed.stage() == Stage.RUNNING
                || errands.stream()
                        .anyMatch(errand ->
                                errand.order().auction().equals(deed.order().auction()));
    }
}
