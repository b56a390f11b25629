package dev.smsverification.delivery;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.smsverification.event.Decoder;
import dev.smsverification.event.TopicsConfig;
import dev.smsverification.guard.ExpiredGuard;
import dev.smsverification.template.TemplateBook;

/** Puts the path of a record together. */
class DeliveryBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Slots slots(DeliveryConfig config) {
        return new Slots(config.maxInFlight());
    }

    @Produces
    @Singleton
    AccountPause pause(Slots slots, Sender sender, EventLoop loop) {
        return new AccountPause(slots, sender, loop);
    }

    @Produces
    @Singleton
    Delivery delivery(DeliveryConfig config, TopicsConfig topics, TemplateBook templates, Sender sender, Outbox outbox,
            Slots slots, AccountPause pause, EventLoop loop, Clock clock) {
        return new Delivery(new Decoder(config.codeTtl()), List.of(new ExpiredGuard()),
                request -> templates.current().render(request), sender,
                new RetryPolicy(topics.retry().delays(), config.retry().maxAttempts()), outbox, slots, pause, loop,
                clock);
    }
}
