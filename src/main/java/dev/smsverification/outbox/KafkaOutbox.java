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
    /** How long a record waits for others to come along, so that the threads that write are woken once for all of them. */
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(30);

    private final ProducerThread producer;
    private final Topics topics;
    private final Set<String> unwritable = ConcurrentHashMap.newKeySet();

    /** @param emitter not used to send, but without somebody who injects it the channel has no producer */
    @Inject
    KafkaOutbox(KafkaClientService clients, Topics topics, EventLoop loop,
            @Channel(CHANNEL) MutinyEmitter<byte[]> emitter) {
        this(new ProducerThread(() -> clients.getProducer(CHANNEL),
                task -> loop.execute(() -> loop.schedule(GATHERING, task)), loop), topics);
    }

    KafkaOutbox(ProducerThread producer, Topics topics) {
        this.producer = producer;
        this.topics = topics;
    }

    @Override
    public Uni<Result> publish(Result result) {
        return Trace.in(trace -> inOrder(result, trace)
                .onFailure(RecordTooLargeException.class).recoverWithUni(() -> tooLarge(result, trace)));
    }

    /** What is too large for a retry may still be kept as a dead letter. */
    private Uni<Result> tooLarge(Result result, Trace trace) {
        return result.disposition() instanceof Disposition.RetryAt
                ? publish(result.tooLarge())
                : status(result.tooLarge(), trace);
    }

    private Uni<Result> inOrder(Result result, Trace trace) {
        Received received = result.received();
        return switch (result.disposition()) {
            case Disposition.Sent _ -> status(result, trace);
            case Disposition.Dropped _ -> status(result, trace);
            case Disposition.DeadLetter why ->
                deadLetter(received, why, result.at(), trace).chain(() -> status(result, trace));
            case Disposition.RetryAt(Attempt next, _, _) ->
                retry(received, next, topics.retry(Duration.between(result.at(), next.dueAt())), trace)
                        .chain(() -> status(result, trace));
        };
    }

    private Uni<Void> deadLetter(Received received, Disposition.DeadLetter why, Instant at, Trace trace) {
        String topic = topics.deadLetter();
        return trace.send(topic, _ -> {
            ProducerRecord<byte[], byte[]> letter = Records.deadLetter(received, why, at, topic);
            return write(letter).onFailure(KafkaOutbox::isRefusedTimestamp)
                    .recoverWithUni(() -> write(Records.undated(letter)));
        });
    }

    private Uni<Void> retry(Received received, Attempt next, String topic, Trace trace) {
        return trace.send(topic, traceparent -> write(
                traced(Records.retry(received, next, topic), HeaderNames.RETRY_TRACEPARENT, traceparent)));
    }

    private Uni<Result> status(Result result, Trace trace) {
        String topic = topics.status();
        return trace.send(topic, traceparent -> {
            ProducerRecord<byte[], byte[]> status = Records.status(result, topic);
            // In place of the one that the request came with.
            traceparent.ifPresent(_ -> status.headers().remove(HeaderNames.TRACEPARENT));
            return write(traced(status, HeaderNames.TRACEPARENT, traceparent));
        }).replaceWith(result);
    }

    /** Where something is recorded, whoever reads the record goes on from there. */
    private static ProducerRecord<byte[], byte[]> traced(ProducerRecord<byte[], byte[]> record, String header,
            Optional<String> traceparent) {
        traceparent.ifPresent(value -> record.headers().add(header, value.getBytes(US_ASCII)));
        return record;
    }

    /** Completes when the record is durable, however often it takes; fails only where it never can be. */
    private Uni<Void> write(ProducerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        Uni<Void> attempt = producer.write(record);
        // Put together only when it is needed: for every record it would cost more than writing it does.
        Predicate<Throwable> mayPass = failure -> mayPass(failure, record);
        return attempt.onFailure(mayPass).recoverWithUni(first -> {
            tell(topic, first);
            return attempt.onFailure(mayPass).invoke(again -> tell(topic, again)).onFailure(mayPass).retry()
                    .withBackOff(FIRST_BACKOFF, LAST_BACKOFF).indefinitely()
                    .invoke(() -> tellOfTheEnd(topic));
        });
    }

    private void tell(String topic, Throwable failure) {
        if (unwritable.add(topic)) {
            LOG.warnf("Topic %s cannot be written to: %s", topic, failure.getClass().getSimpleName());
        }
    }

    private void tellOfTheEnd(String topic) {
        if (unwritable.remove(topic)) {
            LOG.infof("Topic %s is written to again", topic);
        }
    }

    /** A timestamp that is that of the writing is only refused while clocks are wrong. */
    private static boolean mayPass(Throwable failure, ProducerRecord<byte[], byte[]> record) {
        return !(failure instanceof RecordTooLargeException
                || record.timestamp() != null && isRefusedTimestamp(failure));
    }

    /** Where a batch holds several such records, Kafka's producer does not tell what is wrong with each. */
    private static boolean isRefusedTimestamp(Throwable failure) {
        return failure instanceof InvalidTimestampException || failure instanceof InvalidRecordException;
    }
}
