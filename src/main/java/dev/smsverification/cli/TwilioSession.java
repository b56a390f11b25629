package dev.smsverification.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.twilio.TwilioAccount;
import dev.smsverification.twilio.TwilioClient;
import dev.smsverification.twilio.TwilioConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.client.WebClient;

/** A way to ask Twilio for as long as a command lasts. It gets ready while the command reads its configuration. */
final class TwilioSession implements AutoCloseable {

    static {
        // The JVM would warn of its use in the middle of the answer.
        System.setProperty("io.netty.noUnsafe", "true");
        // One address: the JVM's own resolver is there already.
        System.setProperty("vertx.disableDnsResolver", "true");
    }

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final CompletableFuture<Vertx> vertx = CompletableFuture.supplyAsync(TwilioSession::ready,
            start -> Thread.ofPlatform().daemon().start(start));

    private static Vertx ready() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        // Not used, but what it loads takes as long as reading the configuration does.
        WebClient.create(vertx);
        return vertx;
    }

    /** A question whose answer is what became of it. */
    TwilioAnswer ask(TwilioAccount account, TwilioConfig config, Function<TwilioClient, Uni<Outcome>> question) {
        return TwilioAnswer.of(answer(account, config, question));
    }

    /** A question whose answer says only what is wrong, if anything is. */
    TwilioAnswer probe(TwilioAccount account, TwilioConfig config,
            Function<TwilioClient, Uni<Optional<Outcome>>> question) {
        return answer(account, config, question).map(TwilioAnswer::of).orElse(TwilioAnswer.GOOD);
    }

    private <T> T answer(TwilioAccount account, TwilioConfig config, Function<TwilioClient, Uni<T>> question) {
        TwilioClient client = TwilioClient.of(vertx.join(), account, config, 1);
        return question.apply(client).await().atMost(account.requestTimeout().multipliedBy(2));
    }

    /** Waits until the event loops have ended: the JVM, where it finds one waiting for something, takes 300 ms more to exit. */
    @Override
    public void close() {
        vertx.thenCompose(open -> open.close().toCompletionStage())
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
