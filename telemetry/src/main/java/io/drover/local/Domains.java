package io.drover.local;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Guests by one question to libvirt for all of them, whatever their number. */
final class Domains {

    private static final String[] QUESTION = {"domstats", "--state", "--cpu-total", "--vcpu", "--balloon", "--nowait"};
    private static final String DOMAIN = "Domain: '";
    private static final String RUNNING = "1";

    private final Virsh virsh;

    Domains(Virsh virsh) {
        this.virsh = virsh;
    }

    /**
     * By the guests' names. One that is busy with a job tells only its state and is left out.
     *
     * @throws IOException with one sentence: libvirt does not tell
     */
    SortedMap<String, GuestCounters> read() throws IOException {
        return parsed(virsh.run(QUESTION));
    }

    static SortedMap<String, GuestCounters> parsed(String text) {
        SortedMap<String, GuestCounters> guests = new TreeMap<>();
        Map<String, String> facts = new HashMap<>();
        String name = "";
        for (String line : text.split("\n")) {
            String word = line.strip();
            if (word.startsWith(DOMAIN) && word.endsWith("'")) {
                add(name, facts, guests);
                name = word.substring(DOMAIN.length(), word.length() - 1);
                facts.clear();
            } else if (word.indexOf('=') > 0) {
                facts.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
        }
        add(name, facts, guests);
        return guests;
    }

    /** libvirt's times are ns, its memory is KiB. */
    private static void add(String name, Map<String, String> facts, Map<String, GuestCounters> guests) {
        Long cpu = number(facts, "cpu.time");
        if (name.isEmpty()
                || cpu == null
                || !facts.getOrDefault("state.state", RUNNING).equals(RUNNING)) return;
        Long rss = number(facts, "balloon.rss");
        guests.put(name, new GuestCounters(name, cpu / 1e9, waited(facts), rss == null ? null : rss / 1024));
    }

    private static Double waited(Map<String, String> facts) {
        double sum = 0;
        int vcpus = 0;
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            if (!fact.getKey().matches("vcpu\\.\\d+\\.delay")) continue;
            Long delay = number(facts, fact.getKey());
            if (delay == null) return null;
            sum += delay / 1e9;
            vcpus++;
        }
        return vcpus == 0 ? null : Double.valueOf(sum / vcpus);
    }

    private static Long number(Map<String, String> facts, String key) {
        String text = facts.getOrDefault(key, "");
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }
}
