package io.drover.audit;

import io.drover.openstack.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds for each of Drover's migrations Nova's row: of the same server, from the same host to the same one, created
 * when Drover asked. Nova allows one migration of a server at a time, so only clocks that differ leave a choice, and
 * then the nearest in time is taken.
 */
final class Matching {

    private final List<Migration> nova;
    private final Map<Migration, OrderRecord> taken = new LinkedHashMap<>();
    private final List<OrderRecord> alone = new ArrayList<>();

    private Matching(List<Migration> nova) {
        this.nova = nova;
    }

    /** A row for each of Nova's, in its order, newest first, with those that only Drover has between them. */
    static List<AuditRow> rows(List<Migration> nova, List<OrderRecord> claims) {
        Matching matching = new Matching(nova);
        claims.stream()
                .filter(claim -> claim.ending != OrderRecord.Ending.SKIPPED)
                .sorted(Comparator.comparing((OrderRecord claim) -> claim.at))
                .forEach(matching::match);
        return matching.rows();
    }

    private void match(OrderRecord claim) {
        Optional<Migration> found = nova.stream()
                .filter(row -> !taken.containsKey(row) && fits(row, claim))
                .min(Comparator.comparing(
                        row -> Duration.between(claim.at, row.createdAt()).abs()));
        if (found.isPresent()) taken.put(found.get(), claim);
        else if (claim.certain()) alone.add(claim);
    }

    private static boolean fits(Migration row, OrderRecord claim) {
        return row.live()
                && row.server().equals(claim.server)
                && row.source().equals(claim.source)
                && row.destination().map(claim.destination::equals).orElse(true)
                && !row.createdAt().isBefore(claim.earliest)
                && !row.createdAt().isAfter(claim.latest);
    }

    private List<AuditRow> rows() {
        List<AuditRow> rows = new ArrayList<>();
        for (Migration row : nova) {
            rows.add(new AuditRow(Optional.of(row), Optional.ofNullable(taken.get(row)), Optional.empty()));
        }
        alone.sort(Comparator.comparing((OrderRecord claim) -> claim.at).reversed());
        int next = 0;
        for (OrderRecord claim : alone) {
            while (next < rows.size() && newer(rows.get(next), claim.at)) next++;
            rows.add(next, new AuditRow(Optional.empty(), Optional.of(claim), Optional.empty()));
        }
        return rows;
    }

    private static boolean newer(AuditRow row, Instant than) {
        return row.createdAt().isAfter(than);
    }
}
