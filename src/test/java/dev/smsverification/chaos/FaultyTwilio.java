package dev.smsverification.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.smsverification.guarantee.Posted;
import dev.smsverification.testing.StandInAccount;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * Twilio's messages on loopback, lean enough for thousands a second on a shared core, and with a port for each worker, so
 * that it can tell who asks. It trusts everybody: credentials are the other stand-in's business. What it accepts it lists
 * from the same moment on.
 */
final class FaultyTwilio implements AutoCloseable {

    private static final String ACCOUNT = "/2010-04-01/Accounts/" + StandInAccount.ACCOUNT_SID;
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Answering answering;
    private final Duration latency;
    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Exchange>> accepted = new ConcurrentHashMap<>();
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private final AtomicInteger acceptedCount = new AtomicInteger();
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();

    /** @param latency of every answer */
    FaultyTwilio(Answering answering, Duration latency) {
        this.answering = answering;
        this.latency = latency;
    }

    /** Listens for a worker; answers what its {@code twilio.base-url} should be. */
    String listen(String worker) {
        open.put(worker, new AtomicInteger());
        // Lingering for no time at all makes a reset out of a close.
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setSoLinger(0).setHost("127.0.0.1"))
                .requestHandler(request -> request.bodyHandler(body -> handle(worker, request, body)));
        return "http://127.0.0.1:" + server.listen(0).toCompletionStage().toCompletableFuture().join().actualPort();
    }

    /** All requests for messages so far. */
    List<Posted> posted() {
        return exchanges.stream().map(Exchange::posted).toList();
    }

    /** How many messages it has accepted. */
    int accepted() {
        return acceptedCount.get();
    }

    /** All questions so far. */
    List<Question> questions() {
        return List.copyOf(questions);
    }

    /** How many requests of a worker have neither an answer nor an end yet. */
    int open(String worker) {
        return open.get(worker).get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(String worker, HttpServerRequest request, Buffer body) {
        if (!request.path().equals(ACCOUNT + "/Messages.json")) {
            answer(request.response(), 200, new JsonObject().put("status", "active"));
        } else if (request.method() == HttpMethod.POST) {
            create(worker, request, body);
        } else {
            questions.add(new Question(request.getParam("To"), Instant.now()));
            vertx.setTimer(latency.toMillis(),
                    _ -> answer(request.response(), 200, list(request.getParam("To"))));
        }
    }

    private void create(String worker, HttpServerRequest request, Buffer body) {
        var form = new QueryStringDecoder(body.toString(), StandardCharsets.UTF_8, false).parameters();
        String to = form.get("To").getFirst();
        String text = form.get("Body").getFirst();
        Answer answer = answering.to(to, text, times.merge(to + text, 1, Integer::sum));
        Optional<String> sid = answer.accepts()
                ? Optional.of("SM%032x".formatted(acceptedCount.incrementAndGet()))
                : Optional.empty();
        Exchange exchange = new Exchange(worker, to, text, sid, Instant.now());
        exchanges.add(exchange);
        if (answer.accepts()) {
            accepted.computeIfAbsent(to, _ -> new ConcurrentLinkedQueue<>()).add(exchange);
        }
        open.get(worker).incrementAndGet();
        request.connection().closeHandler(_ -> end(worker, exchange, false));
        vertx.setTimer(latency.toMillis(), _ -> give(worker, exchange, answer, request));
    }

    private void give(String worker, Exchange exchange, Answer answer, HttpServerRequest request) {
        if (!exchange.isOpen()) {
            return;
        }
        switch (answer) {
            case Answer.Accepted _ -> {
                end(worker, exchange, true);
                answer(request.response(), 201, json(exchange));
            }
            case Answer.Throttled _ -> {
                end(worker, exchange, true);
                answer(request.response(), 429, new JsonObject().put("code", 20429).put("status", 429));
            }
            case Answer.Unavailable _ -> {
                end(worker, exchange, true);
                answer(request.response(), 503, new JsonObject().put("code", 20503).put("status", 503));
            }
            case Answer.Hang _ -> {
                // Until the worker has had enough.
            }
            case Answer.Reset _ -> request.connection().close();
        }
    }

    private void end(String worker, Exchange exchange, boolean withAnswer) {
        if (exchange.isOpen()) {
            exchange.end(withAnswer, Instant.now());
            open.get(worker).decrementAndGet();
        }
    }

    private JsonObject list(String to) {
        return new JsonObject().put("messages",
                accepted.getOrDefault(to, new ConcurrentLinkedQueue<>()).stream().map(FaultyTwilio::json).toList())
                .putNull("next_page_uri");
    }

    private static JsonObject json(Exchange exchange) {
        return new JsonObject().put("sid", exchange.sid().orElseThrow()).put("to", exchange.to())
                .put("body", exchange.body()).put("status", "accepted").put("num_segments", "0").putNull("error_code")
                .put("date_created", RFC_2822.format(exchange.at()));
    }

    private static void answer(HttpServerResponse response, int status, JsonObject body) {
        if (!response.closed()) {
            response.setStatusCode(status).putHeader("Content-Type", "application/json").end(body.toBuffer());
        }
    }
}
