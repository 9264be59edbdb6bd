package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.model.Allocation;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Outlook;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerUsage;
import io.drover.model.Standing;
import io.drover.model.Thresholds;
import io.drover.model.Vitals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what a message says of a host and of a server: doc/sources.md, Table E-1, and what acceptance needs. */
final class HostReader {

    /** By minor version. */
    static final int[] HOST_FIELDS = {21, 21, 21, 29, 30, 37, 37, 37};

    static final int[] SERVER_FIELDS = {8, 8, 8, 13, 13, 13, 14, 14};

    private static final int CLASSES_MAX = 64;
    private static final int GROUPS_MAX = 64;

    /** Placement's own rule for a resource class. */
    private static final Pattern RESOURCE_CLASS = Pattern.compile("[A-Z0-9_]{1,255}");

    private HostReader() {}

    static HostInfo host(Fields fields) throws MalformedMessage {
        String host = fields.name("name");
        String group = fields.nameOrEmpty("group");
        HostLoad load = load(fields);
        HostUsage usage = new HostUsage(
                fields.countOrNull("memory"),
                fields.countOrNull("used memory"),
                fields.countOrNull("traffic in bytes"),
                fields.countOrNull("traffic in packets"));
        Resources free = resources(fields.take(), -Fields.COUNT_MAX);
        Thresholds base = thresholds(fields);
        Thresholds current = thresholds(fields);
        Standing standing = new Standing(
                mode(fields.name("mode")),
                fields.flag("paused"),
                fields.nameOrEmpty("lock"),
                fields.reason("unavailability"));
        Vitals vitals = vitals(fields);
        HostLoad expecting = load.expecting(outlook(fields));
        Standing whole = standing.draining(!fields.exhausted() && fields.flag("draining"));
        Standing proposing = proposing(whole, fields);
        return HostInfo.of(host, group, expecting)
                .usage(usage)
                .free(free)
                .base(base)
                .current(current)
                .standing(proposing)
                .vitals(vitals)
                .allocation(allocation(fields))
                .build();
    }

    /** Since format 1.5. */
    private static Allocation allocation(Fields fields) throws MalformedMessage {
        if (fields.exhausted()) return Allocation.UNKNOWN;
        return new Allocation(
                fields.countOrNull("servers"),
                fields.countOrNull("allocated vCPUs"),
                fields.countOrNull("vCPUs at most"),
                fields.countOrNull("allocated memory"),
                fields.countOrNull("memory at most"));
    }

    /** Since format 1.5. Readers before it take one that proposes for one that advises, and what is approved for enforced. */
    private static Standing proposing(Standing told, Fields fields) throws MalformedMessage {
        if (fields.exhausted()) return told;
        boolean proposes = fields.flag("proposes");
        Standing standing = new Standing(
                proposes ? Mode.PROPOSE : told.mode(),
                told.paused(),
                told.lockedBy(),
                told.unavailable(),
                told.draining());
        return standing.approved(fields.flag("approved"));
    }

    /** Since format 1.3. */
    private static Vitals vitals(Fields fields) throws MalformedMessage {
        if (fields.exhausted()) return Vitals.UNKNOWN;
        return new Vitals(
                fields.nameOrEmpty("load source"),
                fields.nameOrEmpty("server load source"),
                fields.amountOrNull("busy CPUs"),
                fields.shareOrNull("CPU pressure"),
                fields.shareOrNull("memory pressure"),
                fields.shareOrNull("IO pressure"));
    }

    private static Outlook outlook(Fields fields) throws MalformedMessage {
        if (fields.exhausted()) return Outlook.UNKNOWN;
        double mean = fields.loadOrNaN("expected load");
        double variance = fields.amountOrNaN("variance of the expected load");
        return Double.isNaN(mean) || Double.isNaN(variance) ? Outlook.UNKNOWN : new Outlook(mean, variance);
    }

    static ServerInfo server(Fields fields) throws MalformedMessage {
        String id = fields.uuid("the id of a server");
        int vcpus = fields.small("vCPUs", 1);
        double load = fields.load("load");
        double latest = fields.loadOrNaN("latest load");
        long memoryMib = fields.count("memory", 0);
        double dirtyRate = fields.amount("dirty rate");
        Resources resources = resources(fields.take(), 0);
        List<String> antiAffinity = fields.names("anti-affinity groups", GROUPS_MAX);
        ServerUsage usage = fields.exhausted()
                ? ServerUsage.UNKNOWN
                : new ServerUsage(fields.shareOrNull("steal"), fields.countOrNull("used memory"));
        Habit habit = habit(fields);
        Optional<String> zone = fields.exhausted() ? Optional.empty() : fields.nameOrNull("zone");
        return new ServerInfo(
                id, vcpus, load, latest, memoryMib, dirtyRate, resources, antiAffinity, usage, habit, zone);
    }

    private static Habit habit(Fields fields) throws MalformedMessage {
        if (fields.exhausted()) return Habit.UNKNOWN;
        double mean = fields.load("usual load");
        double variance = fields.amount("variance of the usual load");
        int samples = fields.small("samples of the usual load", 0);
        return samples == 0 ? Habit.UNKNOWN : new Habit(mean, variance, samples);
    }

    private static HostLoad load(Fields fields) throws MalformedMessage {
        int cpus = fields.small("CPUs", 0);
        double smoothed = fields.loadOrNaN("smoothed load");
        double latest = fields.loadOrNaN("latest load");
        double deviation = fields.load("load deviation");
        double pending = fields.number("pending load", -Fields.LOAD_MAX, Fields.LOAD_MAX);
        Instant sampledAt = fields.instant("sample time");
        return new HostLoad(cpus, smoothed, latest, deviation, pending, sampledAt);
    }

    private static Thresholds thresholds(Fields fields) throws MalformedMessage {
        double push = fields.amount("push threshold");
        double pull = fields.amount("pull threshold");
        try {
            return new Thresholds(push, pull);
        } catch (IllegalArgumentException e) {
            throw Fields.wrong(e.getMessage());
        }
    }

    private static Mode mode(String text) throws MalformedMessage {
        return Mode.of(text).orElseThrow(() -> Fields.wrong("there is no such mode of a host"));
    }

    private static Resources resources(JsonNode node, long min) throws MalformedMessage {
        if (!node.isObject()) throw Fields.wrong("resources are not given by class");
        if (node.size() > CLASSES_MAX) throw Fields.wrong("there are more than " + CLASSES_MAX + " resource classes");
        SortedMap<String, Long> amounts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!RESOURCE_CLASS.matcher(entry.getKey()).matches()) throw Fields.wrong("a resource class has no name");
            amounts.put(entry.getKey(), Fields.count(entry.getValue(), "the amount of " + entry.getKey(), min));
        }
        return new Resources(amounts);
    }
}
