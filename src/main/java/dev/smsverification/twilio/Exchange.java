package dev.smsverification.twilio;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.smsverification.event.Reason;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;

/**
 * One HTTP request and its {@link Reply}. It is kept in the Web Client's context, so that the {@link #watch interceptor} can tell it when there
 * is a connection: what fails before has certainly not been sent, whatever the exception. The Web Client's public interface neither tells that
 * nor can abort an answer that trickles.
 */
final class Exchange implements Handler<AsyncResult<HttpResponse<Buffer>>> {

    private static final String KEY = Exchange.class.getName();
    private static final long NONE = -1;

    private final Vertx vertx;
    private final Consumer<Reply> reply;
    private final long started = System.nanoTime();
    private final Duration timeout;
    private final Duration beginWithin;
    private long timer = NONE;

    /**
     * @param timeout for connect, TLS and answer together
     * @param beginWithin nothing is sent where there is no connection by then, or within the timeout
     * @param reply may be called twice; only the first time counts
     */
    Exchange(Vertx vertx, Duration timeout, Duration beginWithin, Consumer<Reply> reply) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.beginWithin = beginWithin;
        this.reply = reply;
    }

    /** @param request only read: may be shared by exchanges under way */
    void begin(WebClientInternal client, HttpRequest<Buffer> request, Buffer body) {
        HttpContext<Buffer> context = client.createContext(this);
        context.set(KEY, this);
        context.prepareRequest(request, null, body);
    }

    /** The interceptor for the Web Client. */
    static void watch(HttpContext<?> context) {
        if (context.phase() == ClientPhase.SEND_REQUEST) {
            Exchange exchange = context.get(KEY);
            // The response handler gets the same failure; Vert.x would log it.
            context.clientRequest().exceptionHandler(_ -> {});
            if (!exchange.left(exchange.beginWithin).isPositive() || !exchange.left(exchange.timeout).isPositive()) {
                context.fail(new TimeoutException("too late to begin"));
                return;
            }
            exchange.send(context.clientRequest());
        }
        context.next();
    }

    private Duration left(Duration limit) {
        return limit.minusNanos(System.nanoTime() - started);
    }

    private void send(HttpClientRequest request) {
        timer = vertx.setTimer(Math.max(1, left(timeout).toMillis()), _ -> {
            reply.accept(new Reply.Lost(Reason.PROVIDER_TIMEOUT));
            request.reset();
        });
    }

    @Override
    public void handle(AsyncResult<HttpResponse<Buffer>> end) {
        vertx.cancelTimer(timer);
        reply.accept(end.succeeded() ? answer(end.result()) : failure(end.cause()));
    }

    private Reply failure(Throwable cause) {
        return timer == NONE ? new Reply.Unsent(cause) : new Reply.Lost(Reason.CONNECTION_LOST);
    }

    private static Reply answer(HttpResponse<Buffer> response) {
        return new Reply.Answer(response.statusCode(),
                Optional.ofNullable(response.headers().get(HttpHeaders.RETRY_AFTER)),
                response.body());
    }
}
