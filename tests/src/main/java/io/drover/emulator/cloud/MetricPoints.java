package io.drover.emulator.cloud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The points of one metric, in order of time, the oldest dropped beyond a capacity. Aggregates are computed from the
 * points when asked; {@code rate:} ones from the differences of neighbours, as Gnocchi does, so a counter that
 * restarts gives one negative rate.
 */
public final class MetricPoints {

    /** One aggregated value; {@code at} is the start of its bucket of {@code granularity} seconds. */
    public record Measure(Instant at, int granularity, double value) {}

    private static final String RATE = "rate:";

    private final int capacity;
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int first;
    private int end;

    public MetricPoints(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a point; one that is older than the newest finds its place, one of the same second replaces it. */
    public void add(Instant at, double value) {
        long time = at.getEpochSecond();
        makeRoom();
        int place = end;
        while (place > first && times[place - 1] >= time) {
            place--;
        }
        if (place == end || times[place] != time) {
            System.arraycopy(times, place, times, place + 1, end - place);
            System.arraycopy(values, place, values, place + 1, end - place);
            end++;
        }
        times[place] = time;
        values[place] = value;
        first = Math.max(first, end - capacity);
    }

    public int size() {
        return end - first;
    }

    /** The buckets from {@code start} (inclusive) to {@code stop} (exclusive) that hold any point. */
    public List<Measure> measures(String aggregation, int granularity, Instant start, Instant stop) {
        boolean rate = aggregation.startsWith(RATE);
        String reduction = rate ? aggregation.substring(RATE.length()) : aggregation;
        List<Measure> measures = new ArrayList<>();
        int from = rate ? first + 1 : first;
        while (from < end) {
            long bucket = Math.floorDiv(times[from], granularity) * granularity;
            int to = from;
            while (to < end && times[to] < bucket + granularity) {
                to++;
            }
            if (bucket >= start.getEpochSecond() && bucket < stop.getEpochSecond()) {
                double value = reduce(reduction, points(from, to, rate));
                measures.add(new Measure(Instant.ofEpochSecond(bucket), granularity, value));
            }
            from = to;
        }
        return measures;
    }

    /** One value out of many, by Gnocchi's name for the way. */
    public static double reduce(String reduction, double[] points) {
        return switch (reduction) {
            case "mean" -> Arrays.stream(points).average().orElse(0);
            case "sum" -> Arrays.stream(points).sum();
            case "min" -> Arrays.stream(points).min().orElse(0);
            case "max" -> Arrays.stream(points).max().orElse(0);
            case "count" -> points.length;
            case "std" -> deviation(points);
            case "first" -> points[0];
            case "last" -> points[points.length - 1];
            default -> throw Refusal.badRequest("Invalid aggregation method: " + reduction);
        };
    }

    /** Of a sample; 0 for a single point, which Gnocchi would leave out. */
    private static double deviation(double[] points) {
        double mean = Arrays.stream(points).average().orElse(0);
        double squares = Arrays.stream(points)
                .map(point -> (point - mean) * (point - mean))
                .sum();
        return points.length < 2 ? 0 : Math.sqrt(squares / (points.length - 1));
    }

    private double[] points(int from, int to, boolean rate) {
        double[] points = Arrays.copyOfRange(values, from, to);
        for (int i = 0; rate && i < points.length; i++) {
            points[i] = values[from + i] - values[from + i - 1];
        }
        return points;
    }

    private void makeRoom() {
        if (end < times.length) {
            return;
        }
        int size = end - first;
        int length = Math.max(times.length, Math.min(2 * size, 2 * capacity));
        times = Arrays.copyOf(Arrays.copyOfRange(times, first, end), Math.max(length, size + 1));
        values = Arrays.copyOf(Arrays.copyOfRange(values, first, end), times.length);
        first = 0;
        end = size;
    }
}
