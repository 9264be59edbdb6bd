package io.drover.container;

import io.drover.emulator.EmbeddedBroker;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.cloud.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * An emulated cloud of two hosts and a broker, for what runs outside of this JVM. Prints drover.conf's lines that lead
 * there, then a blank one. Reads words: {@code broker} ends the broker, the end of its input ends all.
 */
final class Site {

    private Site() {}

    public static void main(String[] words) throws IOException {
        InstantSource clock = InstantSource.system();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                OpenStackEmulator cloud =
                        OpenStackEmulator.start(Topology.on(clock).hosts(2).build(), clock)) {
            System.out.println(String.join(
                    "\n",
                    "[DEFAULT]",
                    "transport_url = " + broker.transportUrl(),
                    "[openstack]",
                    "auth_url = " + cloud.authUrl(),
                    "username = " + cloud.credentials().username(),
                    "password = " + cloud.credentials().password(),
                    "project_name = " + cloud.credentials().project(),
                    "user_domain_name = Default",
                    "project_domain_name = Default",
                    ""));
            Runnable ending = broker::close;
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String word = in.readLine(); word != null; word = in.readLine()) {
                if (word.equals("broker")) ending.run();
            }
        }
    }
}
