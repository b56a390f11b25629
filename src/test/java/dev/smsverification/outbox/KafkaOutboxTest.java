package dev.smsverification.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Status;
import dev.smsverification.testing.HeardLog;
import dev.smsverification.topic.Settings;
import dev.smsverification.tracing.Tracing;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

/** In which order a result is written, and what happens where that does not work at once. */
class KafkaOutboxTest {

    private static final Received RECEIVED = Consumed.signIn();
    private static final Result REPEATED = result(
            new Disposition.RetryAt(Attempt.first(Consumed.ARRIVED).next(Consumed.ARRIVED.plusSeconds(5), false),
                    Reason.THROTTLED, OptionalInt.empty()));
    private static final Result GIVEN_UP = result(
            new Disposition.DeadLetter(Reason.REQUEST_REJECTED,
                    OptionalInt.empty(), Optional.empty()));

    private final ManualProducer kafka = new ManualProducer("status", "dead-letter", "retry-5s");
    private final KafkaOutbox outbox = new KafkaOutbox(
            new BatchingProducer(kafka::wrapped, Runnable::run, Runnable::run),
            Settings.topics(), Duration.ofMillis(100));

    /** The broker of other tests has one replica, which is all of them. */
    @Test
    void writesToAllReplicasAndNothingTwice() {
        assertThat(Settings.ofTheWorker()).containsEntry("mp.messaging.outgoing.outbox.acks", "all")
                .containsEntry("mp.messaging.outgoing.outbox.enable.idempotence", "true");
    }

    @Test
    void retryIsDurableBeforeItsStatusIsWritten() {
        var published = publish(REPEATED);
        kafka.flushes.remove().happens();

        assertThat(topics()).containsExactly("retry-5s");
        assertThat(kafka.flushes).isEmpty();
        kafka.completeNext();
        kafka.flushes.remove().happens();
        assertThat(topics()).containsExactly("retry-5s", "status");
        published.assertNotTerminated();
        kafka.completeNext();
        published.assertCompleted().assertItem(REPEATED);
    }

    @Test
    void retryStandsInThePartitionOfItsRequestAsFarAsThereIsOne() {
        publish(REPEATED);
        kafka.flushes.remove().happens();

        assertThat(kafka.history()).extracting(ProducerRecord::partition)
                .containsExactly(Consumed.PARTITION % ManualProducer.PARTITIONS);
    }

    /** As of a retry that somebody has put among the requests. */
    @Test
    void leavesTheRequestItsHeadersAlsoWhereItAddsOneOfThatNameForATrace() {
        Received request = Consumed.request("{}", Map.of(HeaderNames.RETRY_TRACEPARENT, "theirs"));
        Tracing tracing = new Tracing(Optional.of(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().build()).build()), "group");
        var retry = new Result(request, "e-1", Optional.empty(), REPEATED.disposition(), Consumed.ARRIVED);

        tracing.follow(request, outbox.publish(retry)).subscribe().with(_ -> {});
        kafka.flushes.remove().happens();

        Headers written = kafka.history().getFirst().headers();
        assertThat(written.headers(HeaderNames.RETRY_TRACEPARENT)).hasSize(2);
        assertThat(Received.retry(Consumed.record("retries", new byte[0], written), Consumed.ARRIVED)
                .originalHeaders()).isEqualTo(request.record().headers());
    }

    @Test
    void keepsWhatIsTooLargeToBeRetriedAsADeadLetter() {
        var published = publish(REPEATED);
        kafka.flushes.remove().happens();
        kafka.errorNext(new RecordTooLargeException());
        kafka.flushes.remove().happens();
        kafka.completeNext();
        kafka.flushes.remove().happens();
        kafka.completeNext();

        published.assertCompleted().assertItem(REPEATED.tooLarge());
        assertThat(topics()).containsExactly("retry-5s", "dead-letter", "status");
    }

    @Test
    void statusOfWhatIsTooLargeToBeKeptSaysSo() {
        var published = publish(GIVEN_UP);
        kafka.flushes.remove().happens();
        kafka.errorNext(new RecordTooLargeException());
        kafka.flushes.remove().happens();
        kafka.completeNext();

        published.assertCompleted().assertItem(GIVEN_UP.tooLarge());
        assertThat(topics()).containsExactly("dead-letter", "status");
        assertThat(kafka.history().getLast().value()).asString().contains(Reason.RECORD_TOO_LARGE.word());
    }

    @Test
    void statusOfWhatIsTooLargeToBeRetriedAndToBeKeptSaysSo() {
        var published = publish(REPEATED);
        kafka.flushes.remove().happens();
        kafka.errorNext(new RecordTooLargeException());
        kafka.flushes.remove().happens();
        kafka.errorNext(new RecordTooLargeException());
        kafka.flushes.remove().happens();
        kafka.completeNext();

        published.assertCompleted().assertItem(REPEATED.tooLarge().tooLarge());
        assertThat(topics()).containsExactly("retry-5s", "dead-letter", "status");
        assertThat(kafka.history().getLast().value()).asString().contains(Reason.RECORD_TOO_LARGE.word());
    }

    static Stream<RuntimeException> keepsAlsoWhatIsTooOldForTheBrokerToBeWrittenWithItsTime() {
        return Stream.of(new InvalidTimestampException("too old"),
                new InvalidRecordException("one of several of a batch"));
    }

    @ParameterizedTest
    @MethodSource
    void keepsAlsoWhatIsTooOldForTheBrokerToBeWrittenWithItsTime(RuntimeException refusal) {
        var published = publish(GIVEN_UP);
        kafka.flushes.remove().happens();
        kafka.errorNext(refusal);
        kafka.flushes.remove().happens();
        kafka.completeNext();
        kafka.flushes.remove().happens();
        kafka.completeNext();

        published.assertCompleted().assertItem(GIVEN_UP);
        ProducerRecord<byte[], byte[]> letter = kafka.history().get(1);
        assertThat(letter.topic()).isEqualTo("dead-letter");
        assertThat(letter.timestamp()).isNull();
        assertThat(letter.headers().lastHeader("dead-letter-timestamp").value())
                .asString().isEqualTo(Long.toString(Consumed.PUBLISHED.toEpochMilli()));
    }

    /** The broker's clock may be wrong for a while. */
    @Test
    void writesALetterAgainThatIsRefusedForTheTimeOfItsWriting() {
        var published = publish(GIVEN_UP);
        kafka.flushes.remove().happens();
        kafka.errorNext(new InvalidTimestampException("too old"));
        kafka.flushes.remove().happens();
        kafka.errorNext(new InvalidTimestampException("too late"));
        kafka.flushes.remove().happens();
        kafka.completeNext();
        kafka.flushes.remove().happens();
        kafka.completeNext();

        published.assertCompleted().assertItem(GIVEN_UP);
        assertThat(topics()).containsExactly("dead-letter", "dead-letter", "dead-letter", "status");
    }

    @Test
    void writesUntilItWorksAndSaysSoOnceForATopic() {
        kafka.missing.add("status");
        Result expired = result(new Disposition.Dropped(Status.EXPIRED, Reason.CODE_EXPIRED));
        try (HeardLog log = HeardLog.of(KafkaOutbox.class)) {
            var published = List.of(publish(expired), publish(expired));

            Awaitility.await().atMost(Duration.ofSeconds(30)).pollInSameThread().until(() -> {
                Optional.ofNullable(kafka.flushes.poll()).ifPresent(ManualProducer.Flush::happens);
                if (kafka.lookups.size() >= 6 && kafka.missing.remove("status")) {
                    published.forEach(UniAssertSubscriber::assertNotTerminated);
                }
                kafka.completeNext();
                return published.stream().allMatch(it -> it.getItem() != null);
            });

            assertThat(log.messages()).containsExactly("Topic status cannot be written to: TimeoutException",
                    "Topic status is written to again");
        }
        assertThat(topics()).containsExactly("status", "status");
    }

    @Test
    void failsWhatCannotBePutIntoARecordAndTriesNothing() {
        publish(new Result(RECEIVED, null, Optional.empty(),
                new Disposition.Dropped(Status.EXPIRED, Reason.CODE_EXPIRED), Consumed.ARRIVED))
                .assertFailedWith(NullPointerException.class);

        assertThat(kafka.flushes).isEmpty();
    }

    private UniAssertSubscriber<Result> publish(Result result) {
        return outbox.publish(result).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private List<String> topics() {
        return kafka.history().stream().map(ProducerRecord::topic).toList();
    }

    private static Result result(Disposition.Decided disposition) {
        return new Result(RECEIVED, "e-1", Optional.empty(), disposition, Consumed.ARRIVED);
    }
}
