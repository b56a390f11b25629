package dev.smsverification.guarantee;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import io.vertx.core.json.JsonObject;

/** Evidence that a test makes up. Seconds are counted from the beginning. */
public final class Plot {

    public static final String PHONE = "+12025550111";
    public static final Instant BEGIN = Instant.parse("2026-04-01T12:00:00Z");

    private final List<Published> published = new ArrayList<>();
    private final List<Posted> posted = new ArrayList<>();
    private final List<Reported> reported = new ArrayList<>();
    private final List<Observed> deadLetters = new ArrayList<>();
    private final List<Observed> retries = new ArrayList<>();
    private final List<String> output = new ArrayList<>();

    public static Instant second(double seconds) {
        return BEGIN.plus(Duration.ofMillis((long) (seconds * 1_000)));
    }

    /** A sign-in to {@link #PHONE} with a code of its own. */
    public Published publish(String id) {
        return publish(Draft.of(Request.to(PHONE, "Zq" + id + "code").id(id)));
    }

    public Published publish(Draft draft) {
        int offset = published.size();
        Published request = draft.at(new Place(Publisher.REQUESTS, 0, offset), second(offset * 0.001));
        published.add(request);
        return request;
    }

    /** Posted and accepted, for a tenth of a second from then on, and reported at its end. */
    public void sent(Published request, double at) {
        String sid = accepted("worker-1", request, at);
        reported(request, "SENT", 1, at + 0.2, sid);
    }

    /** Posted, accepted and answered. */
    public String accepted(String worker, Published request, double at) {
        String sid = "SM" + posted.size();
        posted.add(post(worker, request, Optional.of(sid), true, Duration.ZERO, at));
        return sid;
    }

    /** Posted, accepted and never answered. */
    public void acceptedWithoutAnswer(String worker, Published request, double at) {
        posted.add(post(worker, request, Optional.of("SM" + posted.size()), false, Duration.ZERO, at));
    }

    /** Posted, not accepted and told so. */
    public void refused(Published request, double at) {
        refused(request, Duration.ZERO, at);
    }

    /** Posted, not accepted and told so, and to wait this long. */
    public void refused(Published request, Duration retryAfter, double at) {
        posted.add(post("worker-1", request, Optional.empty(), true, retryAfter, at));
    }

    public void reported(Published request, String status, int attempt, double at) {
        reported(request, status, attempt, at, "");
    }

    public void reported(Published request, String status, int attempt, double at, String sid) {
        reported(request, at, new JsonObject().put("eventId", request.eventId()).put("status", status)
                .put("attempt", attempt).put("messageSid", sid));
    }

    /** Not sent, for this reason. */
    public void reported(Published request, String status, String reason, int attempt, double at) {
        reported(request, at, new JsonObject().put("eventId", request.eventId()).put("status", status)
                .put("reason", reason).put("attempt", attempt));
    }

    public void reported(Published request, double at, JsonObject value) {
        reported.add(Reported.of(new Observed("sms.verification.status", 0, reported.size(), request.eventId(),
                value.toBuffer().getBytes(), place("source", request), second(at))));
    }

    /** Its dead letter, with the value and the headers of the request. */
    public void deadLetter(Published request) {
        deadLetter(request, request.value(), request.headers());
    }

    public void deadLetter(Published request, double at) {
        deadLetter(request, request.value(), request.headers(), at);
    }

    public void deadLetter(Published request, byte[] value, Map<String, String> headers) {
        deadLetter(request, value, headers, 0);
    }

    private void deadLetter(Published request, byte[] value, Map<String, String> headers, double at) {
        Map<String, String> all = place("dead-letter", request);
        all.putAll(headers);
        deadLetters.add(new Observed("sms.verification.dead-letter", 0, deadLetters.size(), request.key(), value, all,
                second(at)));
    }

    /** Its retry, with these headers beside those of the request. */
    public void retry(Published request, Map<String, String> headers) {
        Map<String, String> all = place("source", request);
        all.putAll(request.headers());
        all.putAll(headers);
        retries.add(new Observed("sms.verification.retry-5s", 0, retries.size(), request.key(), request.value(), all,
                BEGIN));
    }

    public void printed(String line) {
        output.add(line);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public Evidence evidence() {
        return new Evidence(published, posted, reported, deadLetters, retries, output);
    }

    private static Posted post(String worker, Published request, Optional<String> sid, boolean answered,
            Duration retryAfter, double at) {
        Published.Code code = request.code().orElseThrow();
        return new Posted(worker, code.phone(), "Your SignIn code is " + code.text() + ".", sid, answered, retryAfter,
                second(at), second(at + (answered ? 0.1 : 3)));
    }

    private static Map<String, String> place(String prefix, Published request) {
        return new HashMap<>(Map.of(prefix + "-topic", request.place().topic(), prefix + "-partition",
                Integer.toString(request.place().partition()), prefix + "-offset",
                Long.toString(request.place().offset())));
    }
}
