package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.MetricPoints;
import io.drover.emulator.cloud.MetricPoints.Measure;
import io.drover.emulator.cloud.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/** Gnocchi's POST /v1/aggregates: operations over the metrics of the resources that a search finds. */
final class GnocchiAggregates {

    /** Which measures to take of a metric: all of its granularities where {@code granularity} is 0. */
    record Window(int granularity, Instant start, Instant stop) {}

    /** Where a line comes from; the aggregate of many has no resource. */
    private record Origin(String resource, String metric, String aggregation) {
        static final Origin MANY = new Origin(null, null, null);
    }

    private record Line(Origin origin, List<Measure> measures) {}

    private final Function<MetricResource.Metric, ArchivePolicy> policies;

    GnocchiAggregates(Function<MetricResource.Metric, ArchivePolicy> policies) {
        this.policies = policies;
    }

    /** With {@code groupBy} empty one document, else a list with one for each group. */
    JsonNode answer(JsonNode operations, List<MetricResource> resources, List<String> groupBy, Window window) {
        JsonNode expression = Expression.parse(operations);
        if (groupBy.isEmpty()) {
            return JsonBody.object().set("measures", document(lines(expression, resources, window)));
        }
        Map<ObjectNode, List<MetricResource>> groups = new LinkedHashMap<>();
        for (MetricResource resource : resources) {
            ObjectNode document = resource.attributes();
            ObjectNode group = JsonBody.object();
            groupBy.forEach(attribute -> group.set(attribute, document.get(attribute)));
            groups.computeIfAbsent(group, first -> new ArrayList<>()).add(resource);
        }
        ArrayNode answer = JsonBody.array();
        groups.forEach((group, members) -> {
            ObjectNode entry = answer.addObject();
            entry.set("group", group);
            entry.putObject("measures").set("measures", document(lines(expression, members, window)));
        });
        return answer;
    }

    private static ObjectNode document(List<Line> lines) {
        ObjectNode document = JsonBody.object();
        for (Line line : lines) {
            ArrayNode measures = Gnocchi.document(line.measures());
            Origin origin = line.origin();
            if (origin.equals(Origin.MANY)) {
                document.set("aggregated", measures);
            } else {
                document.withObjectProperty(origin.resource())
                        .withObjectProperty(origin.metric())
                        .set(origin.aggregation(), measures);
            }
        }
        return document;
    }

    private List<Line> lines(JsonNode expression, List<MetricResource> resources, Window window) {
        String operation = expression.path(0).asText();
        return switch (operation) {
            case "metric" -> metric(expression, resources, window);
            case "aggregate" -> aggregate(expression.path(1).asText(), lines(expression.path(2), resources, window));
            case "+" -> arithmetic(expression, resources, window, Double::sum);
            case "-" -> arithmetic(expression, resources, window, (a, b) -> a - b);
            case "*" -> arithmetic(expression, resources, window, (a, b) -> a * b);
            case "/" -> arithmetic(expression, resources, window, (a, b) -> a / b);
            default -> throw Refusal.badRequest("Invalid operations: unknown operation " + operation);
        };
    }

    private List<Line> metric(JsonNode expression, List<MetricResource> resources, Window window) {
        List<Line> lines = new ArrayList<>();
        boolean nested = expression.path(1).isArray();
        for (int i = 1; i < (nested ? expression.size() : 2); i++) {
            JsonNode pair = nested ? expression.get(i) : expression;
            int first = nested ? 0 : 1;
            String name = pair.path(first).asText();
            String aggregation = pair.path(first + 1).asText();
            refuseMixed(name, aggregation, resources, window);
            for (MetricResource resource : resources) {
                MetricResource.Metric metric = resource.metrics().get(name);
                if (metric != null) {
                    Origin origin = new Origin(resource.id(), name, aggregation);
                    lines.add(new Line(origin, measures(resource, metric, aggregation, window)));
                }
            }
        }
        return lines;
    }

    /** One metric that lacks the aggregation, or that shares no granularity with the others, spoils it for all. */
    private void refuseMixed(String name, String aggregation, List<MetricResource> resources, Window window) {
        Set<Integer> common = null;
        for (MetricResource resource : resources) {
            MetricResource.Metric metric = resource.metrics().get(name);
            if (metric == null) {
                continue;
            }
            ArchivePolicy policy = policies.apply(metric);
            if (!policy.methods().contains(aggregation)) {
                throw Refusal.notFound("{\"cause\": \"Metrics with unknown aggregation\", \"detail\": [[\""
                        + resource.metricId(name) + "\", \"" + aggregation + "\"]]}");
            }
            if (common == null) {
                common = new HashSet<>(policy.granularities());
            }
            common.retainAll(policy.granularities());
        }
        if (common != null && common.isEmpty() && window.granularity() == 0) {
            throw Refusal.badRequest("{\"cause\": \"Metrics can't being aggregated\", \"reason\":"
                    + " \"No granularity match\", \"detail\": []}");
        }
    }

    private List<Measure> measures(
            MetricResource resource, MetricResource.Metric metric, String aggregation, Window window) {
        List<Measure> measures = new ArrayList<>();
        for (int granularity : policies.apply(metric).granularities()) {
            if (window.granularity() == 0 || window.granularity() == granularity) {
                MetricPoints series = resource.series(metric.name());
                measures.addAll(series.measures(aggregation, granularity, window.start(), window.stop()));
            }
        }
        return measures;
    }

    /** As with needed_overlap 0: a bucket counts whoever has it. */
    private static List<Line> aggregate(String method, List<Line> lines) {
        Map<Integer, Map<Instant, List<Double>>> buckets = new TreeMap<>((a, b) -> Integer.compare(b, a));
        for (Line line : lines) {
            for (Measure measure : line.measures()) {
                buckets.computeIfAbsent(measure.granularity(), first -> new TreeMap<>())
                        .computeIfAbsent(measure.at(), first -> new ArrayList<>())
                        .add(measure.value());
            }
        }
        List<Measure> measures = new ArrayList<>();
        buckets.forEach((granularity, times) -> times.forEach((at, values) -> {
            double[] points = values.stream().mapToDouble(Double::doubleValue).toArray();
            measures.add(new Measure(at, granularity, MetricPoints.reduce(method, points)));
        }));
        return List.of(new Line(Origin.MANY, measures));
    }

    /** Of lines and a number, on either side. */
    private List<Line> arithmetic(
            JsonNode expression, List<MetricResource> resources, Window window, DoubleBinaryOperator operator) {
        JsonNode left = expression.path(1);
        JsonNode right = expression.path(2);
        if (left.isNumber() == right.isNumber()) {
            throw Refusal.badRequest("Invalid operations: one side must be a number: " + expression);
        }
        double number = (left.isNumber() ? left : right).asDouble();
        List<Line> lines = lines(left.isNumber() ? right : left, resources, window);
        return lines.stream()
                .map(line -> new Line(
                        line.origin(),
                        line.measures().stream()
                                .map(measure -> new Measure(
                                        measure.at(),
                                        measure.granularity(),
                                        left.isNumber()
                                                ? operator.applyAsDouble(number, measure.value())
                                                : operator.applyAsDouble(measure.value(), number)))
                                .toList()))
                .toList();
    }
}
