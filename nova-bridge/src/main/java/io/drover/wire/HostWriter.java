package io.drover.wire;

import static io.drover.wire.MessageWriter.finite;
import static io.drover.wire.MessageWriter.list;
import static io.drover.wire.MessageWriter.texts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.Mode;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Standing;
import java.util.List;

/** What {@link HostReader} reads. */
final class HostWriter {

    /** More make no difference to a reader. */
    private static final int SAMPLES_MAX = 1_000_000;

    private HostWriter() {}

    static ArrayNode host(HostInfo host) {
        HostLoad load = host.load();
        return list().add(host.host())
                .add(host.group())
                .add(load.cpus())
                .add(finite(load.smoothed()))
                .add(finite(load.latest()))
                .add(load.deviation())
                .add(load.pending())
                .add(load.sampledAt().toEpochMilli())
                .add(host.usage().memoryMib())
                .add(host.usage().memoryUsedMib())
                .add(host.usage().trafficBytes())
                .add(host.usage().trafficPackets())
                .add(resources(host.free()))
                .add(host.base().push())
                .add(host.base().pull())
                .add(host.current().push())
                .add(host.current().pull())
                .add(mode(host.standing()))
                .add(host.standing().paused())
                .add(host.standing().lockedBy())
                .add(Acknowledgement.cut(host.standing().unavailable()))
                .add(host.vitals().loadSource())
                .add(host.vitals().serverLoadSource())
                .add(host.vitals().busy())
                .add(host.vitals().cpuPressure())
                .add(host.vitals().memoryPressure())
                .add(host.vitals().ioPressure())
                .add(finite(load.outlook().mean()))
                .add(finite(load.outlook().variance()))
                .add(host.standing().draining())
                .add(host.standing().mode() == Mode.PROPOSE)
                .add(host.standing().approved())
                .add(host.allocation().servers())
                .add(host.allocation().vcpus())
                .add(host.allocation().vcpusAtMost())
                .add(host.allocation().memoryMib())
                .add(host.allocation().memoryAtMostMib());
    }

    /** One that readers before 1.5 know. */
    private static String mode(Standing standing) {
        if (standing.mode() != Mode.PROPOSE) return standing.mode().word();
        return standing.approved() ? Mode.ENFORCE.word() : Mode.ADVISE.word();
    }

    static ArrayNode servers(List<ServerInfo> servers) {
        ArrayNode list = list();
        for (ServerInfo server : servers) {
            list.add(list().add(server.id())
                    .add(server.vcpus())
                    .add(server.load())
                    .add(finite(server.latest()))
                    .add(server.memoryMib())
                    .add(server.dirtyRate())
                    .add(resources(server.resources()))
                    .add(texts(server.antiAffinity()))
                    .add(server.usage().steal())
                    .add(server.usage().memoryUsedMib())
                    .add(server.cpu().mean())
                    .add(server.cpu().variance())
                    .add(Math.min(server.cpu().samples(), SAMPLES_MAX))
                    .add(server.zone().orElse(null)));
        }
        return list;
    }

    private static ObjectNode resources(Resources resources) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        resources.amounts().forEach(object::put);
        return object;
    }
}
