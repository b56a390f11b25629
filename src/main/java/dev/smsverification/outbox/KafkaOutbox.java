package dev.smsverification.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.EventLoop;
import dev.smsverification.delivery.Outbox;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Received;
import dev.smsverification.topic.Topics;
import dev.smsverification.tracing.Trace;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

/**
 * Writes results to Kafka. A retry or dead letter is durable before its status is written: a crash in between leaves a
 * second copy, which is recognised, where the other order would lose the request.
 */
@Singleton
class KafkaOutbox implements Outbox {

    static final String CHANNEL = "outbox";

    private static final Logger LOG = Logger.getLogger(KafkaOutbox.class);
    /** How long a record waits for others, so that the threads that write are woken once for all of them. */
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(30);

    private final BatchingProducer producer;
    private final Topics topics;
    private final Duration firstBackoff;
    private final Set<String> unwritable = ConcurrentHashMap.newKeySet();

    /** @param emitter not used, but the channel has a producer only if its emitter is injected */
    @Inject
    KafkaOutbox(KafkaClientService clients, Topics topics, EventLoop loop,
            @Channel(CHANNEL) MutinyEmitter<byte[]> emitter) {
        this(new BatchingProducer(() -> clients.getProducer(CHANNEL),
                task -> loop.execute(() -> loop.schedule(GATHERING, task)), loop), topics, FIRST_BACKOFF);
    }

    /** @param firstBackoff before a record is written again; it doubles each time, up to half a minute */
    KafkaOutbox(BatchingProducer producer, Topics topics, Duration firstBackoff) {
        this.producer = producer;
        this.topics = topics;
        this.firstBackoff = firstBackoff;
    }

    @Override
    public Uni<Result> publish(Result result) {
        return inOrder(result).onFailure(RecordTooLargeException.class).recoverWithUni(() -> tooLarge(result));
    }

    /** What is too large for a retry may still fit as a dead letter. */
    private Uni<Result> tooLarge(Result result) {
        return result.disposition() instanceof Disposition.RetryAt
                ? publish(result.tooLarge())
                : status(result.tooLarge());
    }

    private Uni<Result> inOrder(Result result) {
        Received received = result.received();
        return switch (result.disposition()) {
            case Disposition.Sent _ -> status(result);
            case Disposition.Dropped _ -> status(result);
            case Disposition.DeadLetter why -> deadLetter(received, why, result.at()).chain(() -> status(result));
            case Disposition.RetryAt(Attempt next, _, _) ->
                retry(received, next, topics.retry(Duration.between(result.at(), next.dueAt())))
                        .chain(() -> status(result));
        };
    }

    private Uni<Void> deadLetter(Received received, Disposition.DeadLetter why, Instant at) {
        String topic = topics.deadLetter();
        return Trace.in(trace -> trace.send(topic, _ -> {
            ProducerRecord<byte[], byte[]> letter = Records.deadLetter(received, why, at, topic);
            return write(letter).onFailure(KafkaOutbox::isRefusedTimestamp)
                    .recoverWithUni(() -> write(Records.undated(letter)));
        }));
    }

    private Uni<Void> retry(Received received, Attempt next, String topic) {
        return Trace.in(trace -> trace.send(topic, traceparent -> write(
                traced(Records.retry(received, next, topic), HeaderNames.RETRY_TRACEPARENT, traceparent))));
    }

    private Uni<Result> status(Result result) {
        String topic = topics.status();
        return Trace.in(trace -> trace.send(topic, traceparent -> {
            ProducerRecord<byte[], byte[]> status = Records.status(result, topic);
            // It replaces the one of the request.
            traceparent.ifPresent(_ -> status.headers().remove(HeaderNames.TRACEPARENT));
            return write(traced(status, HeaderNames.TRACEPARENT, traceparent));
        }).invoke(() -> ended(trace, result)).replaceWith(result));
    }

    private static void ended(Trace trace, Result result) {
        Disposition.Decided disposition = result.disposition();
        trace.end(result.eventId(), disposition.status(), disposition.why(), disposition.errorCode());
    }

    /** Adds the trace, if one is recorded, for the reader of the record to continue. */
    private static ProducerRecord<byte[], byte[]> traced(ProducerRecord<byte[], byte[]> record, String header,
            Optional<String> traceparent) {
        traceparent.ifPresent(value -> record.headers().add(header, value.getBytes(US_ASCII)));
        return record;
    }

    /** Completes when the record is durable, after as many tries as that takes; fails only if it can never be written. */
    private Uni<Void> write(ProducerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        Uni<Void> attempt = producer.write(record);
        // Built only on failure: for every record it would cost more than the write itself.
        Predicate<Throwable> mayPass = failure -> mayPass(failure, record);
        return attempt.onFailure(mayPass).recoverWithUni(first -> {
            logUnwritable(topic, first);
            return attempt.onFailure(mayPass).invoke(again -> logUnwritable(topic, again)).onFailure(mayPass).retry()
                    .withBackOff(firstBackoff, LAST_BACKOFF).indefinitely()
                    .invoke(() -> logWritableAgain(topic));
        });
    }

    private void logUnwritable(String topic, Throwable failure) {
        if (unwritable.add(topic)) {
            LOG.warnf("Topic %s cannot be written to: %s", topic, failure.getClass().getSimpleName());
        }
    }

    private void logWritableAgain(String topic) {
        if (unwritable.remove(topic)) {
            LOG.infof("Topic %s is written to again", topic);
        }
    }

    /**
     * A refused timestamp is permanent only if the record sets its own; one assigned on sending is refused only while clocks are wrong, so it
     * is retried.
     */
    private static boolean mayPass(Throwable failure, ProducerRecord<byte[], byte[]> record) {
        return !(failure instanceof RecordTooLargeException
                || record.timestamp() != null && isRefusedTimestamp(failure));
    }

    /** If several records of a batch are refused, Kafka's producer does not say why for each. */
    private static boolean isRefusedTimestamp(Throwable failure) {
        return failure instanceof InvalidTimestampException || failure instanceof InvalidRecordException;
    }
}
