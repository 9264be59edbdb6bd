package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.Refusal;
import java.util.List;
import java.util.Map;

/** Keystone v3: discovery, tokens by password and application credential, the catalog. */
final class Keystone implements EmulatedService {

    private record Entry(String type, String name, String path) {}

    private static final List<Entry> CATALOG = List.of(
            new Entry("identity", "keystone", "/identity/v3"),
            new Entry("compute", "nova", "/compute/v2.1"),
            new Entry("placement", "placement", "/placement"),
            new Entry("metric", "gnocchi", "/metric"));
    private static final List<String> ROLES = List.of("reader", "member", "admin");
    private static final String SUBJECT = "X-Subject-Token";
    private static final String PASSWORD = "password";
    private static final String APPLICATION_CREDENTIAL = "application_credential";

    private final Tokens tokens;
    private final Credentials credentials;

    Keystone(Tokens tokens, Credentials credentials) {
        this.tokens = tokens;
        this.credentials = credentials;
    }

    @Override
    public String prefix() {
        return "identity";
    }

    @Override
    public Routes routes() {
        return new Routes()
                .open("GET /", this::versions)
                .open("GET /v3", call -> EmulatedAnswer.ok(JsonBody.object().set("version", version(call))))
                .open("POST /v3/auth/tokens", this::authenticate)
                .on("GET /v3/auth/tokens", this::show)
                .on(
                        "GET /v3/auth/catalog",
                        call -> EmulatedAnswer.ok(JsonBody.object().set("catalog", catalog(call))))
                .on("DELETE /v3/auth/tokens", this::revoke);
    }

    @Override
    public void negotiate(Call call) {}

    @Override
    public Map<String, String> headers(Call call) {
        return Map.of("Vary", "X-Auth-Token");
    }

    @Override
    public ObjectNode fault(Refusal refusal, Call call) {
        ObjectNode fault = JsonBody.object();
        fault.putObject("error")
                .put("code", refusal.status())
                .put("message", refusal.getMessage())
                .put("title", title(refusal.status()));
        return fault;
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            default -> "Internal Server Error";
        };
    }

    private EmulatedAnswer versions(Call call) {
        ObjectNode document = JsonBody.object();
        document.putObject("versions").putArray("values").add(version(call));
        return EmulatedAnswer.of(300, document);
    }

    private static ObjectNode version(Call call) {
        ObjectNode version = JsonBody.object().put("id", "v3.14").put("status", "stable");
        version.put("updated", "2020-04-07T00:00:00Z");
        version.putArray("links").addObject().put("rel", "self").put("href", call.serviceUrl() + "/v3/");
        version.putArray("media-types")
                .addObject()
                .put("base", "application/json")
                .put("type", "application/vnd.openstack.identity-v3+json");
        return version;
    }

    private EmulatedAnswer authenticate(Call call) {
        JsonNode auth = call.body().path("auth");
        JsonNode identity = auth.path("identity");
        JsonNode methods = identity.path("methods");
        if (!methods.isArray() || methods.isEmpty()) {
            throw Refusal.badRequest("'identity' is a required property");
        }
        String method = methods.get(0).asText();
        boolean known = switch (method) {
            case PASSWORD -> passwordFits(identity.path(PASSWORD).path("user")) && scopeFits(auth.path("scope"));
            case APPLICATION_CREDENTIAL -> credentialFits(identity.path(APPLICATION_CREDENTIAL));
            default -> false;
        };
        if (!known) {
            throw unauthorized();
        }
        Tokens.Token token = tokens.issue(method);
        return new EmulatedAnswer(201, document(token, call), Map.of(SUBJECT, token.id()));
    }

    private boolean passwordFits(JsonNode user) {
        boolean name = user.path("name").asText().equals(credentials.username())
                || user.path("id").asText().equals(Identity.USER_ID);
        return name && user.path("password").asText().equals(credentials.password());
    }

    private boolean scopeFits(JsonNode scope) {
        JsonNode project = scope.path("project");
        return project.isMissingNode()
                || project.path("name").asText().equals(credentials.project())
                || project.path("id").asText().equals(Identity.PROJECT_ID);
    }

    private boolean credentialFits(JsonNode given) {
        boolean id = given.path("id").asText().equals(credentials.application().id())
                || given.path("name").asText().equals(credentials.application().name());
        return id
                && given.path("secret")
                        .asText()
                        .equals(credentials.application().secret());
    }

    private EmulatedAnswer show(Call call) {
        Tokens.Token token = tokens.valid(call.header(SUBJECT));
        if (token == null) {
            throw Refusal.notFound("Could not find token: " + call.header(SUBJECT) + ".");
        }
        return new EmulatedAnswer(200, document(token, call), Map.of(SUBJECT, token.id()));
    }

    private EmulatedAnswer revoke(Call call) {
        tokens.revoke(call.header(SUBJECT));
        return EmulatedAnswer.empty();
    }

    private ObjectNode document(Tokens.Token token, Call call) {
        ObjectNode document = JsonBody.object();
        ObjectNode body = document.putObject("token");
        body.putArray("methods").add(token.method());
        ObjectNode user = body.putObject("user");
        user.set("domain", domain());
        user.put("id", Identity.USER_ID).put("name", credentials.username()).putNull("password_expires_at");
        body.putArray("audit_ids").add(token.id().substring(6, 28));
        body.put("expires_at", Stamp.keystone(token.expires())).put("issued_at", Stamp.keystone(token.issued()));
        ObjectNode project = body.putObject("project");
        project.set("domain", domain());
        project.put("id", Identity.PROJECT_ID).put("name", credentials.project());
        body.put("is_domain", false);
        ArrayNode roles = body.putArray("roles");
        ROLES.forEach(role ->
                roles.addObject().put("id", Identity.hex("role/" + role)).put("name", role));
        body.set("catalog", catalog(call));
        return document;
    }

    private ArrayNode catalog(Call call) {
        String origin = call.serviceUrl().substring(0, call.serviceUrl().length() - prefix().length() - 1);
        ArrayNode catalog = JsonBody.array();
        for (Entry entry : CATALOG) {
            ObjectNode service = catalog.addObject();
            ArrayNode endpoints = service.putArray("endpoints");
            for (String side : List.of("public", "internal", "admin")) {
                endpoints
                        .addObject()
                        .put("id", Identity.hex(entry.name() + "/" + side))
                        .put("interface", side)
                        .put("region_id", credentials.region())
                        .put("url", origin + entry.path())
                        .put("region", credentials.region());
            }
            service.put("id", Identity.hex(entry.name()))
                    .put("type", entry.type())
                    .put("name", entry.name());
        }
        return catalog;
    }

    private static ObjectNode domain() {
        return JsonBody.object().put("id", "default").put("name", "Default");
    }

    private static Refusal unauthorized() {
        return Refusal.of(401, "The request you have made requires authentication.");
    }
}
