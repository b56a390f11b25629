package dev.smsverification.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.FormParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import dev.smsverification.testing.TwilioStandIn.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Twilio's REST interface, as far as the worker uses it. */
final class StandInApi implements ResponseDefinitionTransformerV2 {

    private static final String ACCOUNT = "/2010-04-01/Accounts/" + StandInAccount.ACCOUNT_SID;
    private static final String SERVICES = "/v1/Services/";
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    final StandInMessages messages = new StandInMessages();
    final StandInScript posts = new StandInScript(StandInNumbers.FIRST_ANSWERS);
    final StandInScript questions = new StandInScript(Map.of());
    final AtomicInteger posted = new AtomicInteger();
    final AtomicBoolean open = new AtomicBoolean(true);
    final AtomicBoolean suspended = new AtomicBoolean();
    final AtomicBoolean testCredentials = new AtomicBoolean();

    @Override
    public String getName() {
        return "twilio";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        return answer(event.getRequest()).build();
    }

    private ResponseDefinitionBuilder answer(Request request) {
        boolean post = request.getMethod().equals(RequestMethod.POST);
        if (post) {
            posted.incrementAndGet();
        }
        if (!open.get() || !StandInAccount.opensWith(request.getHeader("Authorization"))) {
            return error(401, 20003);
        }
        if (testCredentials.get() && !post) {
            return error(403, 20008);
        }
        String path = request.getUrl().replaceFirst("\\?.*", "");
        if (path.equals(ACCOUNT + ".json")) {
            // Only the auth token opens it, not a standard API key.
            return StandInAccount.opensAccountWith(request.getHeader("Authorization"))
                    ? StandInAnswer.json(200, new JsonObject().put("sid", StandInAccount.ACCOUNT_SID).put("status",
                            suspended.get() ? "suspended" : "active"))
                    : error(401, 20003);
        }
        if (suspended.get()) {
            return error(403, 20005);
        }
        if (path.equals(ACCOUNT + "/Messages.json")) {
            return post ? create(request) : list(request);
        }
        if (path.equals(SERVICES + StandInAccount.MESSAGING_SERVICE_SID)) {
            return StandInAnswer.json(200, new JsonObject().put("sid", StandInAccount.MESSAGING_SERVICE_SID));
        }
        return error(404, 20404);
    }

    private ResponseDefinitionBuilder create(Request request) {
        Map<String, String> form = new HashMap<>();
        for (FormParameter parameter : request.formParameters().values()) {
            form.put(parameter.key(), parameter.firstValue());
        }
        OptionalInt wrong = StandInForm.problem(request, form);
        if (wrong.isPresent()) {
            return error(400, wrong.getAsInt());
        }
        String to = form.get("To");
        StandInAnswer answer = posts.next(to).orElseGet(StandInAnswer::accepted);
        Message message = new Message("SM" + UUID.randomUUID().toString().replace("-", ""), to, form.get("Body"),
                Instant.now(), Map.copyOf(form));
        messages.posted(message, answer);
        return answer.shown().apply(json(message));
    }

    private ResponseDefinitionBuilder list(Request request) {
        String to = parameter(request, "To", "");
        LocalDate day = LocalDate.parse(parameter(request, "DateSent>", "1970-01-01"));
        int size = Integer.parseInt(parameter(request, "PageSize", "50"));
        int page = Integer.parseInt(parameter(request, "Page", "0"));
        List<Message> found = (to.isEmpty() ? messages.all() : messages.sentTo(to)).stream()
                .filter(message -> !LocalDate.ofInstant(message.at(), ZoneOffset.UTC).isBefore(day)).toList();
        JsonArray shown = new JsonArray(
                found.stream().skip((long) page * size).limit(size).map(StandInApi::json).toList());
        String next = found.size() <= (page + 1) * size
                ? null
                : ACCOUNT + "/Messages.json?To=" + to.replace("+", "%2B") + "&DateSent%3E=" + day + "&PageSize=" + size
                        + "&Page=" + (page + 1);
        JsonObject answer = new JsonObject().put("messages", shown).put("page", page).put("page_size", size)
                .put("next_page_uri", next);
        return questions.next(to).map(scripted -> scripted.shown().apply(answer))
                .orElseGet(() -> StandInAnswer.json(200, answer));
    }

    private static JsonObject json(Message message) {
        String created = RFC_2822.format(message.at());
        return new JsonObject().put("sid", message.sid()).put("account_sid", StandInAccount.ACCOUNT_SID)
                .put("to", message.to()).put("body", message.body()).put("status", "accepted")
                .put("num_segments", "0").put("error_code", null).put("error_message", null)
                .put("direction", "outbound-api")
                .put("date_created", created).put("date_updated", created).put("date_sent", null)
                .put("uri", ACCOUNT + "/Messages/" + message.sid() + ".json");
    }

    private static ResponseDefinitionBuilder error(int status, int code) {
        return StandInAnswer.error(status, code).shown().apply(new JsonObject());
    }

    private static String parameter(Request request, String name, String otherwise) {
        var parameter = request.queryParameter(name);
        return parameter.isPresent() ? parameter.firstValue() : otherwise;
    }
}
