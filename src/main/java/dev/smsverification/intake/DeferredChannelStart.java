package dev.smsverification.intake;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.smsverification.topic.TopicReader;
import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.PublisherDecorator;

/**
 * Defers the start of the channel until a broker's name can be resolved. Before that no Kafka client can be created, and the connector would
 * take the first failure for the channel's end. If the client cannot be created for another reason, the worker ends.
 */
@Singleton
class DeferredChannelStart implements PublisherDecorator {

    private static final Logger LOG = Logger.getLogger(DeferredChannelStart.class);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
    private static final String NOT_YET = "No client of Kafka can be made yet: no broker's name can be resolved";
    private static final int EXIT_CODE = 1;

    private final RequestsConsumer consumer;

    DeferredChannelStart(RequestsConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Multi<? extends Message<?>> decorate(Multi<? extends Message<?>> publisher, List<String> channels,
            boolean isConnector) {
        return isConnector && channels.contains(RequestsChannel.NAME)
                ? consumer.create().onFailure(TopicReader::isUnresolvedBroker).invoke(() -> LOG.warn(NOT_YET))
                        .onFailure(TopicReader::isUnresolvedBroker).retry().withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                        .indefinitely()
                        .onFailure().invoke(DeferredChannelStart::end)
                        .onItem().transformToMulti(_ -> publisher)
                : publisher;
    }

    private static void end(Throwable failure) {
        LOG.errorf("No client of Kafka can be made: %s", Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(DeferredChannelStart::inWords).distinct().collect(joining(": ")));
        Quarkus.asyncExit(EXIT_CODE);
    }

    /** Only Kafka's own messages are safe to log: others may quote a password. */
    private static String inWords(Throwable failure) {
        return failure instanceof KafkaException ? failure.getMessage() : failure.getClass().getSimpleName();
    }
}
