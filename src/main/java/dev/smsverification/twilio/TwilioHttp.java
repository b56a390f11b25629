package dev.smsverification.twilio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.smsverification.event.Reason;
import dev.smsverification.setting.HttpUrl;
import dev.smsverification.tracing.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.WebClientInternal;

/** Sends HTTP requests, each of which has one {@link Reply}: nothing is repeated and no redirect followed. */
final class TwilioHttp {

    private static final int SECONDS_IDLE = 30;

    private final Vertx vertx;
    private final WebClientInternal client;
    private final Consumer<Throwable> unreached;
    private final MultiMap headers;
    private final MultiMap formHeaders;

    /** @param unreached called with the cause each time there is no connection */
    TwilioHttp(Vertx vertx, TwilioAccount account, Optional<Path> caCertificates, int maxInFlight,
            Consumer<Throwable> unreached) {
        this.vertx = vertx;
        this.unreached = unreached;
        int connecting = Math.toIntExact(connecting(account.requestTimeout()));
        HttpClient connections = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout(connecting)
                        .setSslHandshakeTimeout(connecting).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        // Shorter than that of servers and load balancers: a request on a connection that they are closing would be uncertain.
                        .setKeepAliveTimeout(SECONDS_IDLE)
                        .setTrustOptions(caCertificates
                                .map(file -> new PemTrustOptions().addCertPath(file.toString())).orElse(null))
                        // Spans would show the numbers asked for in the query.
                        .setTracingPolicy(TracingPolicy.IGNORE))
                .with(new PoolOptions().setHttp1MaxSize(maxInFlight).setMaxWaitQueueSize(maxInFlight))
                // Each request learns of its failure; here Vert.x would log it, along with garbled answers.
                .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                .build();
        this.client = ((WebClientInternal) WebClient.wrap(connections,
                new WebClientOptions().setFollowRedirects(false).setUserAgentEnabled(false)))
                .addInterceptor(Exchange::watch);
        this.headers = HttpHeaders.headers().add(HttpHeaders.AUTHORIZATION, account.login().authorization())
                .add(HttpHeaders.ACCEPT, "application/json").add(HttpHeaders.USER_AGENT, "sms-verification-worker");
        this.formHeaders = HttpHeaders.headers().addAll(headers).add(HttpHeaders.CONTENT_TYPE,
                HttpHeaders.APPLICATION_X_WWW_FORM_URLENCODED);
    }

    /** A POST of forms to one path. */
    @FunctionalInterface
    interface Post {

        /** @param beginWithin how long it may wait for a connection */
        Uni<Reply> send(String form, Duration beginWithin);
    }

    /**
     * What the requests have in common is built and checked once.
     *
     * @param timeout for connect, TLS and answer together, each time
     */
    Post post(URI host, String path, Duration timeout, int longestBody) {
        HttpRequest<Buffer> request = request(HttpMethod.POST, host, path, timeout, longestBody)
                .putHeaders(formHeaders);
        return (form, beginWithin) -> traced(HttpMethod.POST, host, path,
                () -> reply(request, Buffer.buffer(form), timeout, beginWithin));
    }

    /** @param timeout for connect, TLS and answer together */
    Uni<Reply> get(URI host, String path, Duration timeout, int longestBody) {
        return traced(HttpMethod.GET, host, path,
                () -> reply(request(HttpMethod.GET, host, path, timeout, longestBody).putHeaders(headers), null,
                        timeout, timeout));
    }

    void close() {
        client.close();
    }

    private static Uni<Reply> traced(HttpMethod method, URI host, String path, Supplier<Uni<Reply>> request) {
        return Trace.in(trace -> trace.request(method.name(), host, () -> template(path), request, TwilioHttp::end));
    }

    /** Without the account, and without the query, which names recipients. */
    static String template(String path) {
        return path.replaceFirst("\\?.*", "").replaceFirst(ValueFormat.ACCOUNT_SID.pattern().pattern(), "{AccountSid}");
    }

    private static Trace.HttpEnd end(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> new Trace.HttpEnd(OptionalInt.of(answer.status()), "");
            case Reply.Unsent _ -> new Trace.HttpEnd(OptionalInt.empty(), Reason.PROVIDER_UNREACHABLE.word());
            case Reply.Lost(Reason reason) -> new Trace.HttpEnd(OptionalInt.empty(), reason.word());
        };
    }

    private HttpRequest<Buffer> request(HttpMethod method, URI host, String path, Duration timeout, int longestBody) {
        return client.request(method, HttpUrl.port(host), host.getHost(), path)
                .ssl("https".equals(host.getScheme())).connectTimeout(connecting(timeout))
                .as(BoundedBody.upTo(longestBody));
    }

    /** In milliseconds: half of the timeout, so that there is time left for the answer. */
    private static long connecting(Duration timeout) {
        return timeout.toMillis() / 2 + 1;
    }

    private Uni<Reply> reply(HttpRequest<Buffer> request, Buffer body, Duration timeout, Duration beginWithin) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                new Exchange(vertx, timeout, beginWithin, reply -> {
                    if (reply instanceof Reply.Unsent(Throwable cause)) {
                        unreached.accept(cause);
                    }
                    emitter.complete(reply);
                }).begin(client, request, body);
            } catch (RuntimeException _) {
                // Only a closed client throws.
                emitter.complete(new Reply.Lost(Reason.CONNECTION_LOST));
            }
        });
    }
}
