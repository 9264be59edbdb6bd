package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** From a request to the service and route it is for, and back: faults, tokens, microversions, headers. */
public final class Router {

    private static final int UNAUTHORIZED = 401;
    private static final String REQUEST_ID = "x-openstack-request-id";

    private final EmulatedCloud cloud;
    private final Tokens tokens;
    private final RequestFaults faults;
    private final Map<String, EmulatedService> services = new HashMap<>();
    private final Map<String, Routes> routes = new HashMap<>();
    private final AtomicLong requests = new AtomicLong();

    Router(EmulatedCloud cloud, Tokens tokens, RequestFaults faults, List<EmulatedService> services) {
        this.cloud = cloud;
        this.tokens = tokens;
        this.faults = faults;
        for (EmulatedService service : services) {
            this.services.put(service.prefix(), service);
            this.routes.put(service.prefix(), service.routes());
        }
    }

    /** Requests answered so far. */
    public long requests() {
        return requests.get();
    }

    public ResponseDefinition answer(Request request) {
        long count = requests.incrementAndGet();
        String url = request.getUrl();
        String prefix = prefix(url);
        EmulatedService service = services.get(prefix);
        if (service == null) {
            return ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(404)
                    .build();
        }
        String method = request.getMethod().getName();
        String path = url.substring(prefix.length() + 1);
        String requestId = "req-" + Identity.uuid("request", count);
        Call call = new Call(
                method, path, request::getHeader, request.getBody(), origin(request) + "/" + prefix, requestId);
        RequestFaults.Effect effect = faults.take(prefix, method, path);
        if (effect != null && effect.reset()) {
            return ResponseDefinitionBuilder.responseDefinition()
                    .withFault(Fault.CONNECTION_RESET_BY_PEER)
                    .build();
        }
        int forced = effect == null ? 0 : effect.status();
        ResponseDefinitionBuilder response = forced == 0
                ? answer(service, call, effect == null ? UnaryOperator.identity() : effect.rewriting())
                : response(service, call, fault(service, call, Refusal.of(forced, "The emulator was told to fail.")));
        Duration late = cloud.release().rpc().multipliedBy(call.hostsAsked());
        if (effect != null) {
            effect.headers().forEach(response::withHeader);
            late = late.plus(effect.delay());
        }
        if (!late.isZero()) {
            response.withFixedDelay((int) late.toMillis());
        }
        return response.build();
    }

    private ResponseDefinitionBuilder answer(EmulatedService service, Call call, UnaryOperator<JsonNode> rewriting) {
        try {
            Routes.Route route = routes.get(service.prefix()).find(call);
            boolean open = route != null && route.open();
            if (!open && tokens.valid(call.header("X-Auth-Token")) == null) {
                return unauthorized(call);
            }
            service.negotiate(call);
            if (route == null) {
                return response(service, call, service.unrouted(call));
            }
            EmulatedAnswer answer = cloud.inside(() -> route.handler().on(call));
            JsonNode body = answer.body() == null ? null : rewriting.apply(answer.body());
            return response(service, call, new EmulatedAnswer(answer.status(), body, answer.headers()));
        } catch (Refusal refusal) {
            return response(service, call, fault(service, call, refusal));
        }
    }

    private static EmulatedAnswer fault(EmulatedService service, Call call, Refusal refusal) {
        return new EmulatedAnswer(
                refusal.status(), service.fault(refusal, call), Map.of("Content-Type", service.faultType()));
    }

    /** The token is checked before the service sees the call, so all services say this in the same words. */
    private static ResponseDefinitionBuilder unauthorized(Call call) {
        ObjectNode body = JsonBody.object();
        body.putObject("error")
                .put("code", UNAUTHORIZED)
                .put("title", "Unauthorized")
                .put("message", "The request you have made requires authentication.");
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(UNAUTHORIZED)
                .withHeader("Content-Type", "application/json")
                .withHeader("WWW-Authenticate", "Keystone uri=\"" + call.serviceUrl() + "\"")
                .withHeader(REQUEST_ID, call.requestId())
                .withBody(JsonBody.bytes(body));
    }

    private static ResponseDefinitionBuilder response(EmulatedService service, Call call, EmulatedAnswer answer) {
        ResponseDefinitionBuilder response =
                ResponseDefinitionBuilder.responseDefinition().withStatus(answer.status());
        response.withHeader(REQUEST_ID, call.requestId());
        service.headers(call).forEach(response::withHeader);
        if (!answer.headers().containsKey("Content-Type")) {
            response.withHeader("Content-Type", "application/json");
        }
        answer.headers().forEach(response::withHeader);
        if (answer.body() != null) {
            response.withBody(JsonBody.bytes(answer.body()));
        }
        return response;
    }

    private static String origin(Request request) {
        String host = request.getHeader("Host");
        return "http://" + (host == null ? request.getHost() + ":" + request.getPort() : host);
    }

    private static String prefix(String url) {
        int end = 1;
        while (end < url.length() && url.charAt(end) != '/' && url.charAt(end) != '?') {
            end++;
        }
        return url.substring(1, end);
    }
}
