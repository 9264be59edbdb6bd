package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.LiveMigrations;
import io.drover.emulator.cloud.Refusal;
import java.util.List;
import java.util.function.Predicate;

/** What a client can do to a server: live-migrate it, and abort or force the migration. */
final class NovaActions {

    private static final String LIVE = "os-migrateLive";
    /** From here on the checks are made after the answer. */
    private static final int CHECKED_LATER = 34;

    private final EmulatedCloud cloud;

    NovaActions(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    void route(Routes routes) {
        routes.on("POST /v2.1/servers/{server}/action", this::act);
        routes.on("POST /v2.1/servers/{server}/migrations/{migration}/action", this::force);
        routes.on("DELETE /v2.1/servers/{server}/migrations/{migration}", this::abort);
    }

    private EmulatedAnswer act(Call call) {
        JsonNode request = call.body();
        if (!request.has(LIVE)) {
            throw Refusal.badRequest("There is no such action: " + String.join(", ", names(request)));
        }
        JsonNode arguments = request.get(LIVE);
        validate(arguments, call);
        EmulatedServer server = NovaServers.find(cloud, call);
        Host wanted = arguments.get("host").isNull()
                ? null
                : host(arguments.get("host").asText());
        LiveMigrations migrations = cloud.migrations();
        if (call.since(CHECKED_LATER)) {
            migrations.request(server, wanted, call.requestId());
        } else {
            call.askHost();
            migrations.requestChecked(server, wanted, call.requestId());
        }
        return EmulatedAnswer.accepted();
    }

    private EmulatedAnswer force(Call call) {
        if (!call.body().has("force_complete")) {
            throw Refusal.badRequest("There is no such action");
        }
        requireVersion(call, 22);
        cloud.migrations().forceComplete(migration(call), call.requestId());
        return EmulatedAnswer.accepted();
    }

    private EmulatedAnswer abort(Call call) {
        requireVersion(call, 24);
        cloud.migrations().abort(migration(call), call.requestId());
        return EmulatedAnswer.accepted();
    }

    private static void requireVersion(Call call, int minor) {
        if (!call.since(minor)) {
            throw Refusal.notFound("The resource could not be found.");
        }
    }

    private EmulatedMigration migration(Call call) {
        EmulatedServer server = NovaServers.find(cloud, call);
        return cloud.migrations().log().of(server, EmulatedMigrations.number(call.parameter("migration")));
    }

    private Host host(String name) {
        Host host = cloud.fleet().host(name);
        if (host == null) {
            throw Refusal.badRequest("Compute host " + name + " could not be found.");
        }
        return host;
    }

    /** By Nova's JSON schema for the microversion. */
    private static void validate(JsonNode arguments, Call call) {
        List<String> required = call.since(25)
                ? List.of("block_migration", "host")
                : List.of("block_migration", "disk_over_commit", "host");
        boolean forceAllowed = call.since(30) && !call.since(68);
        for (String name : names(arguments)) {
            if (!required.contains(name) && !(forceAllowed && name.equals("force"))) {
                throw invalid(arguments, "Additional properties are not allowed ('" + name + "' was unexpected)");
            }
        }
        for (String name : required) {
            if (!arguments.has(name)) {
                throw invalid(arguments, "'" + name + "' is a required property");
            }
        }
        boolean auto = call.since(25);
        check(
                arguments,
                "block_migration",
                value -> isBoolean(value) || (auto && value.asText().equals("auto")));
        check(arguments, "disk_over_commit", NovaActions::isBoolean);
        check(arguments, "force", NovaActions::isBoolean);
        check(
                arguments,
                "host",
                value -> value.isNull() || (value.isTextual() && !value.asText().isBlank()));
    }

    private static void check(JsonNode arguments, String name, Predicate<JsonNode> valid) {
        JsonNode value = arguments.get(name);
        if (value != null && !valid.test(value)) {
            String quoted = JsonBody.python(value);
            throw Refusal.badRequest("Invalid input for field/attribute " + name + ". Value: "
                    + (value.isTextual() ? value.asText() : quoted) + ". " + quoted + " is not valid");
        }
    }

    private static boolean isBoolean(JsonNode value) {
        return value.isBoolean() || List.of("true", "false", "True", "False").contains(value.asText());
    }

    private static Refusal invalid(JsonNode arguments, String reason) {
        return Refusal.badRequest(
                "Invalid input for field/attribute " + LIVE + ". Value: " + JsonBody.python(arguments) + ". " + reason);
    }

    private static Iterable<String> names(JsonNode object) {
        return object::fieldNames;
    }
}
