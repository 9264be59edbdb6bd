package io.drover.report.figure;

/** CSS of the charts. */
public final class Style {

    private static final String RULES = "text{fill:var(--ink);font:11px system-ui,-apple-system,'Segoe UI',Roboto,"
            + "'DejaVu Sans',sans-serif}text.title{font-weight:600;font-size:12px}.ground{fill:var(--ground)}"
            + ".axis{stroke:var(--axis);fill:none}.grid{stroke:var(--grid);fill:none}"
            + ".curve{fill:none;stroke-width:1.8;stroke-linejoin:round}";

    private Style() {}

    /** For a page that has the variables of {@link #variables} and its own ink, ground, axis and grid. */
    public static String page() {
        StringBuilder css = new StringBuilder(RULES.replace("text", "svg.chart text"));
        for (Tone tone : Tone.values()) {
            css.append(".curve.")
                    .append(tone.word())
                    .append("{stroke:var(--")
                    .append(tone.word())
                    .append(")}");
        }
        return css.toString();
    }

    /** The colours of all tones. */
    public static String variables(boolean dark) {
        StringBuilder css = new StringBuilder();
        for (Tone tone : Tone.values()) {
            css.append("--")
                    .append(tone.word())
                    .append(':')
                    .append(dark ? tone.dark() : tone.light())
                    .append(';');
        }
        return css.toString();
    }

    static String own() {
        String light = "svg{--ink:#1f2328;--ground:#fff;--axis:#6b7280;--grid:#e5e7eb;" + variables(false) + "}";
        String dark = "svg{--ink:#e6e8eb;--ground:#15181c;--axis:#8b949e;--grid:#30363d;" + variables(true) + "}";
        return light + "@media(prefers-color-scheme:dark){" + dark + "}" + page().replace("svg.chart ", "");
    }
}
