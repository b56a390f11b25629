package dev.smsverification.twilio;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.smsverification.event.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;

/**
 * One HTTP request, one {@link Reply}: nothing is repeated and no redirect followed. Built on Vert.x's HTTP client and
 * not on the Web Client above it, because only here a connection is one step and the request on it another: what fails
 * in the first has certainly not been sent, whatever the exception.
 */
final class TwilioHttp {

    private static final int SECONDS_IDLE = 30;

    private final Vertx vertx;
    private final HttpClient client;
    private final MultiMap headers;
    private final MultiMap formHeaders;
    private final Duration timeout;

    TwilioHttp(Vertx vertx, TwilioAccount account, int maxInFlight) {
        this.vertx = vertx;
        this.timeout = account.requestTimeout();
        int connecting = Math.toIntExact(connecting().toMillis());
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout(connecting)
                        .setSslHandshakeTimeout(connecting).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        // Shorter than servers and balancers grant: what they are about to close makes uncertain.
                        .setKeepAliveTimeout(SECONDS_IDLE)
                        // Spans would show the numbers asked for in the query.
                        .setTracingPolicy(TracingPolicy.IGNORE))
                .with(new PoolOptions().setHttp1MaxSize(maxInFlight).setMaxWaitQueueSize(maxInFlight))
                // Each failure comes with its request as well; Vert.x would log it, and garbled answers with it.
                .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                .build();
        this.headers = HttpHeaders.headers().add(HttpHeaders.AUTHORIZATION, account.login().authorization())
                .add(HttpHeaders.ACCEPT, "application/json").add(HttpHeaders.USER_AGENT, "sms-verification-worker");
        this.formHeaders = HttpHeaders.headers().addAll(headers).add(HttpHeaders.CONTENT_TYPE,
                HttpHeaders.APPLICATION_X_WWW_FORM_URLENCODED);
    }

    Uni<Reply> post(URI host, String path, String form, int longestBody) {
        return exchange(request(HttpMethod.POST, host, path).setHeaders(formHeaders), Buffer.buffer(form), longestBody);
    }

    Uni<Reply> get(URI host, String path, int longestBody) {
        return exchange(request(HttpMethod.GET, host, path).setHeaders(headers), Buffer.buffer(), longestBody);
    }

    void close() {
        client.close();
    }

    private RequestOptions request(HttpMethod method, URI host, String path) {
        boolean tls = "https".equals(host.getScheme());
        int port = host.getPort() > 0 ? host.getPort() : tls ? 443 : 80;
        return new RequestOptions().setMethod(method).setSsl(tls).setHost(host.getHost()).setPort(port).setURI(path)
                .setConnectTimeout(connecting().toMillis());
    }

    /** What connects in the last moment would be sent without time for an answer. */
    private Duration connecting() {
        return timeout.dividedBy(2).plusMillis(1);
    }

    private Uni<Reply> exchange(RequestOptions options, Buffer body, int longestBody) {
        return Uni.createFrom().<Reply>emitter(emitter -> {
            long started = System.nanoTime();
            client.request(options)
                    .transform(connected -> connected.succeeded()
                            ? converse(connected.result(), body, longestBody,
                                    timeout.minusNanos(System.nanoTime() - started))
                            : Future.succeededFuture(new Reply.Unsent()))
                    .onComplete(emitter::complete, emitter::fail);
        })
                // Only a client that is closed throws.
                .onFailure().recoverWithItem(new Reply.Lost(Reason.CONNECTION_LOST));
    }

    /** Runs on the event loop that the response will come on: a handler set from elsewhere could miss it. */
    private Future<Reply> converse(HttpClientRequest request, Buffer body, int longestBody, Duration left) {
        Promise<Reply> reply = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, left.toMillis()), _ -> {
            reply.tryComplete(new Reply.Lost(Reason.PROVIDER_TIMEOUT));
            request.reset();
        });
        // It comes with the response as well; Vert.x would log it.
        request.exceptionHandler(_ -> {});
        request.send(body).compose(response -> read(request, response, longestBody)).onComplete(read -> {
            vertx.cancelTimer(timer);
            reply.tryComplete(read.succeeded() ? read.result() : new Reply.Lost(Reason.CONNECTION_LOST));
        });
        return reply.future();
    }

    private static Future<Reply> read(HttpClientRequest request, HttpClientResponse response, int longestBody) {
        Promise<Reply> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        Optional<String> retryAfter = Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER));
        response.exceptionHandler(answer::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > longestBody) {
                answer.tryComplete(new Reply.Answer(response.statusCode(), retryAfter, Buffer.buffer()));
                request.reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(_ -> answer.tryComplete(new Reply.Answer(response.statusCode(), retryAfter, body)));
        return answer.future();
    }
}
