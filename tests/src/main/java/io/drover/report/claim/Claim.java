package io.drover.report.claim;

import java.util.List;

/**
 * @param id for references, "C1"
 * @param section of the thesis
 * @param findings empty: what it takes was not run
 * @param reason why it does not hold, or not wholly; told only then
 */
public record Claim(String id, String section, String statement, List<Finding> findings, String reason) {

    public Claim {
        findings = List.copyOf(findings);
    }

    public Verdict verdict() {
        long held = findings.stream().filter(Finding::holds).count();
        if (findings.isEmpty()) return Verdict.NOT_RUN;
        if (held == findings.size()) return Verdict.HOLDS;
        return held == 0 ? Verdict.FAILS : Verdict.PARTLY;
    }
}
