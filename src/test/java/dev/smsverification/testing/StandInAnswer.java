package dev.smsverification.testing;

import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.responseDefinition;

import java.time.Duration;
import java.util.function.Function;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

import io.vertx.core.json.JsonObject;

/**
 * How the stand-in answers one request.
 *
 * @param accepts whether the message is taken, whatever the client gets to see of it
 * @param answers whether the client is given the whole answer, and at once
 * @param retryAfter as its {@code Retry-After} says; zero for none
 * @param shown the response, given what a healthy one would say
 */
public record StandInAnswer(boolean accepts, boolean answers, Duration retryAfter,
        Function<JsonObject, ResponseDefinitionBuilder> shown) {

    private static final Duration FOR_EVER = Duration.ofHours(1);

    /** One that the client is given whole and at once. */
    public StandInAnswer(boolean accepts, Function<JsonObject, ResponseDefinitionBuilder> shown) {
        this(accepts, true, Duration.ZERO, shown);
    }

    /** The message is taken: 201. */
    public static StandInAnswer accepted() {
        return new StandInAnswer(true, message -> json(201, message));
    }

    /** 201, but the message has failed at once with this code. */
    public static StandInAnswer failed(int code) {
        return new StandInAnswer(false,
                message -> json(201, message.copy().put("status", "failed").put("error_code", code)));
    }

    /** Twilio's error JSON. */
    public static StandInAnswer error(int status, int code) {
        JsonObject error = new JsonObject().put("code", code).put("message", "Error " + code)
                .put("more_info", "https://www.twilio.com/docs/errors/" + code).put("status", status);
        return new StandInAnswer(false, message -> json(status, error));
    }

    /** 429 with {@code Retry-After} in seconds. */
    public static StandInAnswer throttled(Duration retryAfter) {
        StandInAnswer error = error(429, 20429);
        return new StandInAnswer(false, true, retryAfter,
                message -> error.shown.apply(message).withHeader("Retry-After",
                        Long.toString(retryAfter.toSeconds())));
    }

    /** 401, as for a wrong token. */
    public static StandInAnswer unauthorized() {
        return error(401, 20003);
    }

    /** A page, as a proxy in front of Twilio would show it; the message is not taken. */
    public static StandInAnswer html(int status) {
        return new StandInAnswer(false, message -> responseDefinition().withStatus(status)
                .withHeader("Content-Type", "text/html").withBody("<html><body><h1>" + status + "</h1></body></html>"));
    }

    /** A status and nothing else; the message is not taken. */
    public static StandInAnswer empty(int status) {
        return new StandInAnswer(false, message -> responseDefinition().withStatus(status));
    }

    /** 201 with half of its JSON; the message is taken. */
    public static StandInAnswer truncated() {
        return new StandInAnswer(true, false, Duration.ZERO, message -> json(201, message)
                .withBody(message.encode().substring(0, message.encode().length() / 2)));
    }

    /** 201 with 8 MiB of JSON, more than anybody reads; the message is taken. */
    public static StandInAnswer huge() {
        return new StandInAnswer(true, false, Duration.ZERO,
                message -> json(201, message.copy().put("padding", "x".repeat(8 * 1024 * 1024))));
    }

    /** Never an answer (for an hour, that is). */
    public static StandInAnswer hang(boolean accepting) {
        return (accepting ? accepted() : empty(503)).delayedBy(FOR_EVER);
    }

    /** The connection is reset in place of an answer. */
    public static StandInAnswer reset(boolean accepting) {
        return new StandInAnswer(accepting, false, Duration.ZERO,
                message -> responseDefinition().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** The same answer, this much later; what is accepted is accepted at once. */
    public StandInAnswer delayedBy(Duration delay) {
        return new StandInAnswer(accepts, false, retryAfter,
                message -> shown.apply(message).withFixedDelay(Math.toIntExact(delay.toMillis())));
    }

    static ResponseDefinitionBuilder json(int status, JsonObject body) {
        return responseDefinition().withStatus(status).withHeader("Content-Type", "application/json")
                .withBody(body.encode());
    }
}
