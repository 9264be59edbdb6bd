package io.drover.report.claim;

/** Whether a claim holds here. */
public enum Verdict {
    HOLDS("holds"),
    PARTLY("partly"),
    FAILS("does not hold"),
    NOT_RUN("not run");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
