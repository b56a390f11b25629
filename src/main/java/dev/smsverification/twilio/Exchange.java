package dev.smsverification.twilio;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.smsverification.event.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

/**
 * One request on its way to its {@link Reply}. What fails before there is a connection has certainly not been sent,
 * whatever the exception; what fails afterwards may have been.
 */
final class Exchange {

    private final Vertx vertx;
    private final long started = System.nanoTime();
    private final Duration timeout;
    private final int longestBody;
    private final Consumer<Reply> reply;

    /**
     * @param timeout for all of it, from now on
     * @param reply may be called twice; only the first time counts
     */
    Exchange(Vertx vertx, Duration timeout, int longestBody, Consumer<Reply> reply) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.longestBody = longestBody;
        this.reply = reply;
    }

    void begin(Future<HttpClientRequest> connected, Function<HttpClientRequest, Future<HttpClientResponse>> send) {
        connected.onSuccess(request -> send(request, send)).onFailure(_ -> reply.accept(new Reply.Unsent()));
    }

    private void send(HttpClientRequest request, Function<HttpClientRequest, Future<HttpClientResponse>> send) {
        // It comes with the response as well; Vert.x would log it.
        request.exceptionHandler(_ -> {});
        long left = timeout.minusNanos(System.nanoTime() - started).toMillis();
        long timer = vertx.setTimer(Math.max(1, left), _ -> {
            reply.accept(new Reply.Lost(Reason.PROVIDER_TIMEOUT));
            request.reset();
        });
        send.apply(request).compose(this::read).onComplete(end -> {
            vertx.cancelTimer(timer);
            reply.accept(end.succeeded() ? end.result() : new Reply.Lost(Reason.CONNECTION_LOST));
        });
    }

    private Future<Reply> read(HttpClientResponse response) {
        BoundedBody body = new BoundedBody(longestBody);
        return response.handler(body).end().map(_ -> new Reply.Answer(response.statusCode(),
                Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER)), body.content()));
    }
}
