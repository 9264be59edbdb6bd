package io.drover.config;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.drover.model.ChangeWindows;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** Open in every minute that one of the cron expressions matches: minute, hour, day of month, month, day of week. */
public final class CronWindows implements ChangeWindows {

    private final List<ExecutionTime> expressions;
    private final ZoneId zone;

    private CronWindows(List<ExecutionTime> expressions, ZoneId zone) {
        this.expressions = expressions;
        this.zone = zone;
    }

    /**
     * @param expressions none: always open
     * @throws IllegalArgumentException when one of them is no cron expression
     */
    public static ChangeWindows of(List<String> expressions, ZoneId zone) {
        if (expressions.isEmpty()) return ALWAYS;
        return new CronWindows(expressions.stream().map(CronWindows::parsed).toList(), zone);
    }

    @Override
    public boolean open(Instant at) {
        return expressions.stream().anyMatch(expression -> expression.isMatch(at.atZone(zone)));
    }

    /** Splits at lines and semicolons, and checks each. */
    static List<String> lines(String text) {
        List<String> lines = Arrays.stream(text.split("[\n;]"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        lines.forEach(CronWindows::parsed);
        return lines;
    }

    private static ExecutionTime parsed(String expression) {
        try {
            return ExecutionTime.forCron(
                    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "is no cron expression (minute hour day-of-month month day-of-week): " + e.getMessage(), e);
        }
    }
}
