package dev.smsverification.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.smsverification.event.Decoder;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.template.CurrentTemplates;
import dev.smsverification.topic.TopicsConfig;
import io.smallrye.mutiny.Uni;

/** Makes the parts of the path of a record that depend on the configuration, and the clock. */
class DeliveryBeans {

    private static final Duration MAX_REPEAT_DELAY = Duration.ofMillis(900);

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Decoder decoder(DeliveryConfig config) {
        return new Decoder(config.codeTtl());
    }

    @Produces
    @Singleton
    History history(DeliveryConfig config) {
        return new History(config.codeTtl());
    }

    @Produces
    @Singleton
    NewestCodes newestCodes(DeliveryConfig config) {
        return new NewestCodes(config.codeTtl());
    }

    @Produces
    @Singleton
    Slots slots(DeliveryConfig config, EventLoop loop) {
        return new Slots(config.maxInFlight(), new RateLimiter(config.rateLimit().perSecond(), System::nanoTime), loop);
    }

    @Produces
    @Singleton
    AttemptRunner attemptRunner(DeliveryConfig config, TopicsConfig topics, CurrentTemplates templates, Sender sender,
            EventLoop loop,
            InstantSource clock) {
        RetryPolicy policy = new RetryPolicy(topics.retry().delays(), config.retry().maxAttempts());
        return new AttemptRunner(request -> templates.current().render(request), sender, policy,
                () -> randomDelay(loop), clock);
    }

    static Uni<Void> randomDelay(EventLoop loop) {
        return loop.after(Duration.ofMillis(ThreadLocalRandom.current().nextLong(MAX_REPEAT_DELAY.toMillis())));
    }
}
