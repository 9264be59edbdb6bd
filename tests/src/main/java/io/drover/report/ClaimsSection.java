package io.drover.report;

import io.drover.report.claim.Claim;
import io.drover.report.claim.Finding;
import io.drover.report.claim.Verdict;
import io.drover.report.document.Block;
import io.drover.report.document.Block.Column;
import io.drover.report.document.Section;
import io.drover.report.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The thesis' claims with their verdicts. */
final class ClaimsSection {

    private static final List<Column> COLUMNS =
            List.of(Column.words(""), Column.words("Claim"), Column.words("Thesis"), Column.words("Verdict here"));

    private ClaimsSection() {}

    static Section of(List<Claim> claims) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Paragraph("A claim is taken apart into findings that numbers can decide. It holds when all of"
                        + " them do, partly when some do. Below the table: the evidence, and the reason where a claim does not"
                        + " hold here. " + summary(claims)));
        blocks.add(new Block.Table(
                "Claims of the thesis",
                COLUMNS,
                claims.stream().map(ClaimsSection::row).toList()));
        for (Claim claim : claims) blocks.add(fold(claim));
        return new Section("claims", "The thesis' claims, judged", blocks);
    }

    /** "12 hold, 5 partly, 4 do not hold." */
    static String summary(List<Claim> claims) {
        Map<Verdict, Integer> counts = new TreeMap<>();
        for (Claim claim : claims) counts.merge(claim.verdict(), 1, Integer::sum);
        List<String> parts = new ArrayList<>();
        counts.forEach((verdict, count) -> parts.add(count + " "
                + switch (verdict) {
                    case HOLDS -> count == 1 ? "holds" : "hold";
                    case PARTLY -> count == 1 ? "holds partly" : "hold partly";
                    case FAILS -> count == 1 ? "does not hold" : "do not hold";
                    case NOT_RUN -> count == 1 ? "was not run" : "were not run";
                }));
        return "Of " + claims.size() + " claims " + String.join(", ", parts) + ".";
    }

    private static List<Text> row(Claim claim) {
        return List.of(
                Text.faint(claim.id()),
                Text.of(claim.statement()),
                Text.faint(claim.section()),
                new Text(claim.verdict().words(), sense(claim.verdict())));
    }

    private static Text.Sense sense(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> Text.Sense.GOOD;
            case PARTLY -> Text.Sense.MIXED;
            case FAILS -> Text.Sense.BAD;
            case NOT_RUN -> Text.Sense.FAINT;
        };
    }

    private static Block fold(Claim claim) {
        List<Block> blocks = new ArrayList<>();
        List<List<Text>> rows = new ArrayList<>();
        for (Finding finding : claim.findings()) {
            Text verdict =
                    finding.holds() ? new Text("as claimed", Text.Sense.GOOD) : new Text("not so", Text.Sense.BAD);
            rows.add(List.of(Text.of(finding.evidence()), verdict));
        }
        blocks.add(new Block.Table("", List.of(Column.words("Finding"), Column.words("")), rows));
        if (claim.verdict() == Verdict.FAILS || claim.verdict() == Verdict.PARTLY) {
            blocks.add(new Block.Paragraph("Why: " + claim.reason()));
        }
        String title = claim.id() + " " + claim.verdict().words() + ": " + claim.statement();
        return new Block.Fold(title, false, blocks);
    }
}
