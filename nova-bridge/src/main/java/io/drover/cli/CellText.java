package io.drover.cli;

import io.drover.wire.Printable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A value as the OpenStack command line writes it, which is as Python does. */
final class CellText {

    private CellText() {}

    static String text(Object value) {
        if (value == null) return "None";
        if (value instanceof Boolean flag) return flag ? "True" : "False";
        if (value instanceof List<?> list)
            return list.stream().map(CellText::text).collect(Collectors.joining(", "));
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map)
                    .entrySet().stream()
                            .map(entry -> Printable.line(String.valueOf(entry.getKey())) + "='" + text(entry.getValue())
                                    + "'")
                            .collect(Collectors.joining(", "));
        }
        return Printable.lines(value.toString().replace("\r\n", "\n"));
    }

    /** For people: at most four decimals. */
    static String shown(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            double rounded = Math.rint(number * 1e4) / 1e4;
            return Math.abs(number) < 1e10 ? Double.toString(rounded) : number.toString();
        }
        return text(value);
    }

    /** Separated by spaces, with its line end. */
    static String line(List<Object> row) {
        return row.stream().map(CellText::text).collect(Collectors.joining(" ")) + "\n";
    }
}
