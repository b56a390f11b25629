package dev.smsverification.intake;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.PublisherDecorator;

/**
 * Has the channel begin when there is a client of Kafka for it. While no broker's name can be resolved none can be made, and
 * the connector would take the first failure for the channel's end.
 */
@Singleton
class ClientFirst implements PublisherDecorator {

    private static final Logger LOG = Logger.getLogger(ClientFirst.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(10);

    private final RequestsConsumer consumer;

    ClientFirst(RequestsConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Multi<? extends Message<?>> decorate(Multi<? extends Message<?>> publisher, List<String> channels,
            boolean isConnector) {
        return isConnector && channels.contains(RequestsChannel.NAME)
                ? consumer.made().onFailure().invoke(ClientFirst::tell)
                        .onFailure().retry().withBackOff(FIRST_PAUSE, LAST_PAUSE).indefinitely()
                        .onItem().transformToMulti(_ -> publisher)
                : publisher;
    }

    private static void tell(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        LOG.warnf("No client of Kafka could be made yet: %s", cause.getClass().getSimpleName());
    }
}
