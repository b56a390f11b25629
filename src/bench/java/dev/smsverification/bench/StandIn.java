package dev.smsverification.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;

import org.HdrHistogram.Histogram;

import com.carrotsearch.hppc.LongLongHashMap;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * Stands in for Twilio in a process of its own: takes every message after a fixed time and keeps count. A code is the
 * time, in microseconds, at which its event was published, so that each arrival tells how long it took.
 */
final class StandIn {

    /** As long as one of Twilio's; {@code SID}, {@code CODE}, {@code DATE} and {@code TO} stand for the message's. */
    private static final String ANSWER = """
            {"account_sid": "AC00000000000000000000000000000001", "api_version": "2010-04-01", \
            "body": "Your SignIn code is CODE.", "date_created": "DATE", \
            "date_sent": null, "date_updated": "Thu, 24 Aug 2023 05:01:45 +0000", "direction": "outbound-api", \
            "error_code": null, "error_message": null, "from": null, "num_media": "0", "num_segments": "0", \
            "price": null, "price_unit": null, "messaging_service_sid": "MG00000000000000000000000000000001", \
            "sid": "SID", "status": "accepted", "subresource_uris": {"media": "/2010-04-01/Accounts/\
            AC00000000000000000000000000000001/Messages/SID/Media.json"}, "to": "+TO", "uri": "/2010-04-01/\
            Accounts/AC00000000000000000000000000000001/Messages/SID.json"}""";
    private static final byte[] TO = "To=%2B".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx();
    private int latencyMillis;
    private final Histogram latencies = new Histogram(3);
    private final LongLongHashMap codes = new LongLongHashMap();
    private long firstPost;
    private int posts;
    private int open;
    private int mostOpen;

    private StandIn(int latencyMillis) {
        this.latencyMillis = latencyMillis;
    }

    /** The argument is how many milliseconds an answer takes. Prints where it listens, and runs until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        StandIn standIn = new StandIn(Integer.parseInt(arguments[0]));
        HttpServer server = standIn.vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0)
                .setAcceptBacklog(8192)).requestHandler(standIn::handle);
        server.listen().onSuccess(_ -> System.out.println("http://127.0.0.1:" + server.actualPort()));
        new CountDownLatch(1).await();
    }

    private void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            long now = micros();
            request.bodyHandler(form -> message(request, form, now));
        } else if (request.path().endsWith("/Messages.json")) {
            String found = list(Long.parseLong(request.getParam("To").substring(1)));
            vertx.setTimer(latencyMillis, _ -> answer(request, 200, found));
        } else {
            JsonObject report = report();
            if (request.path().equals("/reset")) {
                reset();
            } else if (request.path().startsWith("/latency/")) {
                latencyMillis = Integer.parseInt(request.path().substring("/latency/".length()));
            }
            request.response().end(report.toBuffer());
        }
    }

    private void message(HttpServerRequest request, Buffer form, long now) {
        if (posts++ == 0) {
            firstPost = now;
        }
        mostOpen = Math.max(mostOpen, ++open);
        byte[] bytes = form.getBytes();
        long to = recipient(bytes);
        long code = code(bytes);
        codes.put(to, code);
        latencies.recordValue(Math.max(0, now - code));
        vertx.setTimer(latencyMillis, _ -> {
            open--;
            answer(request, 201, accepted(to, code));
        });
    }

    /** The page of Twilio's message list for a recipient. */
    private String list(long to) {
        String found = codes.containsKey(to) ? accepted(to, codes.get(to)) : "";
        return "{\"messages\": [%s], \"next_page_uri\": null}".formatted(found);
    }

    private static String accepted(long to, long code) {
        String recipient = Long.toString(to);
        String sid = "SM" + "0".repeat(32 - recipient.length()) + recipient;
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        return ANSWER.replace("SID", sid).replace("TO", recipient).replace("CODE", Long.toString(code))
                .replace("DATE", date);
    }

    private static void answer(HttpServerRequest request, int status, String json) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(json);
    }

    private JsonObject report() {
        return new JsonObject().put("posts", posts).put("recipients", codes.size()).put("mostOpen", mostOpen)
                .put("firstPost", firstPost).put("p50", latencies.getValueAtPercentile(50))
                .put("p99", latencies.getValueAtPercentile(99)).put("p999", latencies.getValueAtPercentile(99.9));
    }

    private void reset() {
        latencies.reset();
        codes.clear();
        posts = 0;
        mostOpen = open;
    }

    private static long recipient(byte[] form) {
        int at = 0;
        while (!java.util.Arrays.equals(form, at, at + TO.length, TO, 0, TO.length)) {
            at++;
        }
        return number(form, at + TO.length);
    }

    /** The last number of the body of the message, which ends in a full stop. */
    private static long code(byte[] form) {
        int at = new String(form, StandardCharsets.US_ASCII).indexOf("code+is+");
        return number(form, at + "code+is+".length());
    }

    private static long number(byte[] text, int from) {
        long number = 0;
        for (int at = from; at < text.length && text[at] >= '0' && text[at] <= '9'; at++) {
            number = number * 10 + text[at] - '0';
        }
        return number;
    }

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
