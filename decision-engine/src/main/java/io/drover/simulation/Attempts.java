package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Message;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells attempts (doc/sources.md, 4.3.2) among what agents decide. Serves the simulation and the lab. */
public final class Attempts {

    private final SortedMap<String, String> newestHotspot = new TreeMap<>();

    /** An auction that invites peers one by one is still one attempt. */
    public boolean begins(String host, Effect effect) {
        if (!(effect instanceof Effect.Send send)) return false;
        Message message = send.envelope().message();
        if (message instanceof Message.StealAttempt) return true;
        if (!(message instanceof Message.HotspotMessage)) return false;
        String auction = send.envelope().auction();
        return !auction.equals(newestHotspot.put(host, auction));
    }
}
