package dev.smsverification.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.twilio.TwilioAccount;
import dev.smsverification.twilio.TwilioClient;
import dev.smsverification.twilio.TwilioConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** A client for as long as a command lasts. */
final class Twilio implements AutoCloseable {

    static {
        // Where Netty may not use it anyway, the JVM warns of it in the middle of the answer.
        System.setProperty("io.netty.noUnsafe", "true");
    }

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final TwilioClient client;
    private final Duration patience;

    Twilio(TwilioAccount account, TwilioConfig config) {
        this.client = TwilioClient.of(vertx, account, config, 1);
        this.patience = account.requestTimeout().multipliedBy(2);
    }

    Told ask(Function<TwilioClient, Uni<Outcome>> question) {
        return Told.of(question.apply(client).await().atMost(patience));
    }

    /** A question whose answer says only what is wrong, if anything is. */
    Told probe(Function<TwilioClient, Uni<Optional<Outcome>>> question) {
        return question.apply(client).await().atMost(patience).map(Told::of).orElse(Told.GOOD);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
