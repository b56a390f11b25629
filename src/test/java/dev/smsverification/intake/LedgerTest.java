package dev.smsverification.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.ManualLoop;
import dev.smsverification.delivery.Unreported;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Settings;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Guards;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.guard.Refusal;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Request;

/** What a worker learns of a partition that another one had before, read from a real broker. Each test has a partition of its own. */
class LedgerTest {

    private static final int PARTITIONS = 24;
    private static final String DEAD_LETTERS = Settings.topics().deadLetter();
    private static final String STATUS = Settings.topics().status();
    private static final Duration CODE_TTL = Duration.ofMinutes(10);
    /** Three times the requests at once, as {@link Intake} keeps. */
    private static final long IN_MEMORY = 3L * Settings.MAX_IN_FLIGHT;
    private static final AtomicInteger PARTITION = new AtomicInteger();

    private static Broker broker;
    private static KafkaProducer<byte[], byte[]> producer;

    private final int partition = PARTITION.getAndIncrement();
    private final Instant now = Instant.now();
    private final Past past = new Past(producer, partition, now);
    private final TopicPartition requests = past.requests();
    private final TopicPartition retries = past.retries();
    private final Request request = Request.to("+12025550110", "271828").with("requestedAt", now.toString());
    private final Decoder decoder = new Decoder(CODE_TTL);
    private final History history = new History(CODE_TTL);
    private final NewestCodes newest = new NewestCodes(CODE_TTL);
    private final Unreported unreported = new Unreported();
    private final ManualLoop loop = new ManualLoop();
    private final Ledger ledger = ledger(Map.of("bootstrap.servers", broker.bootstrapServers()), Clock.systemUTC());

    @BeforeAll
    static void start() {
        broker = Broker.start();
        Settings.topics().all().forEach(topic -> broker.createTopic(topic, PARTITIONS));
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void knowsWhatWasReportedAndNotAcknowledged() {
        past.publish(request);
        past.publish(Request.to("+12025550111", "314159"));
        past.report(request.id(), 0, Status.SENT);

        read(Map.of(requests, 0L));

        assertThat(history.settled(past.received(request, 0), request.id(), now)).isTrue();
        assertThat(history.settled(past.received(request, 1), "another", now)).isFalse();
    }

    /** The topic was made anew, or is that of other workers who share the status topic. */
    @Test
    void takesNoResultOfAnotherEventForThatOfTheOneWhichStandsInItsPlace() {
        past.publish(request);
        past.report("another", 0, Status.SENT);

        read(Map.of(requests, 0L));

        assertThat(history.settled(past.received(request, 0), request.id(), now)).isFalse();
    }

    @Test
    void waitsUntilTheBrokersNameIsKnown() {
        past.publish(request);
        past.report(request.id(), 0, Status.SENT);
        Map<String, Object> kafka = new HashMap<>(Map.of("bootstrap.servers", "nowhere.invalid:9092"));
        AtomicInteger looks = new AtomicInteger();
        InstantSource clock = () -> {
            kafka.computeIfPresent("bootstrap.servers",
                    (_, name) -> looks.incrementAndGet() < 3 ? name : broker.bootstrapServers());
            return Instant.now();
        };

        ledger(kafka, clock.withZone(ZoneOffset.UTC)).read(Map.of(requests, 0L), Set.of());

        assertThat(history.settled(past.received(request, 0), request.id(), now)).isTrue();
    }

    private Ledger ledger(Map<String, Object> kafka, Clock clock) {
        return new Ledger(Settings.topics(), kafka, decoder, history, newest, unreported,
                Settings.of(DeliveryConfig.class), loop, clock);
    }

    @Test
    void knowsDuplicatesOfWhatWasAcknowledged() {
        past.publish(request);
        past.report(request.id(), 0, Status.SENT);

        read(Map.of(requests, 1L));

        assertThat(refusal(past.received(request, 1))).map(Refusal::status).contains(Status.DUPLICATE);
    }

    @Test
    void knowsWhatWasGivenUpAndNotReported() {
        past.publish(request);
        giveUp(0, 1, "recipient_rejected");

        read(Map.of(requests, 0L));

        assertThat(unreported.take(past.source(0), Attempt.first(now))).contains(new Unreported.GivenUp(
                new Disposition.DeadLetter(Reason.RECIPIENT_REJECTED, OptionalInt.of(21211),
                        Optional.empty()),
                now));
    }

    @Test
    void knowsWhatExpiredAfterAnAttemptAndWasNotReported() {
        past.publish(request);
        giveUp(0, 1, "code_expired");

        read(Map.of(requests, 0L));

        assertThat(unreported.take(past.source(0), Attempt.first(now)))
                .hasValueSatisfying(it -> assertThat(it.why().status()).isEqualTo(Status.EXPIRED));
    }

    @Test
    void knowsOfWaitingRetriesThatWereGivenUpAndNotReported() {
        past.publish(request);
        Received waiting = past.postpone(request, 0, 2, now.minusSeconds(1));
        giveUp(0, 2, "attempts_exhausted");

        read(Map.of(requests, 1L, retries, 0L));

        assertThat(unreported.take(waiting.source(), waiting.attempt())).isPresent();
    }

    @Test
    void leavesWhatWasGivenUpAndReportedOrAcknowledgedOrIsSomebodyElses() {
        past.publish(request);
        past.publish(Request.to("+12025550111", "314159"));
        past.publish(Request.to("+12025550112", "161803"));
        giveUp(0, 1, "recipient_rejected");
        giveUp(1, 1, "recipient_rejected");
        past.report(request.id(), 1, Status.FAILED);
        giveUp(2, 1, "of_no_worker");
        past.write(DEAD_LETTERS, new byte[0]);

        read(Map.of(requests, 1L));

        for (int offset = 0; offset < 3; offset++) {
            assertThat(unreported.take(past.source(offset), Attempt.first(now))).isEmpty();
        }
    }

    @Test
    void takesNoDuplicateForOneWhereAllThatHappenedWasARetry() {
        past.publish(request);
        past.report(request.id(), 0, Status.RETRYING, now.plusSeconds(5));

        read(Map.of(requests, 1L));

        assertThat(history.settled(past.retry(request, 0, 2, now.plusSeconds(5)), request.id(), now)).isFalse();
        assertThat(history.settled(past.retry(request, 0, 2, now.plusSeconds(2)), request.id(), now))
                .as("a retry that was written before a crash and never announced").isTrue();
    }

    @Test
    void knowsOfNewerCodesThanTheOneWhoseRetryWaits() {
        Request older = request.with("requestedAt", now.minusSeconds(20).toString());
        Request newer = Request.to(older.phone(), "161803").with("requestedAt", now.minusSeconds(10).toString());
        past.publish(older);
        past.publish(newer);
        Received waiting = past.postpone(older, 0, 2, now.plusSeconds(5));

        read(Map.of(requests, 2L, retries, 0L));

        assertThat(refusal(waiting)).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    @Test
    void knowsOfNewerCodesThanTheOneWhoseRetryNeverCameToBeWritten() {
        Request older = request.with("requestedAt", now.minusSeconds(20).toString());
        Request newer = Request.to(older.phone(), "161803").with("requestedAt", now.minusSeconds(10).toString());
        past.publish(older);
        past.publish(newer);
        past.report(newer.id(), 1, Status.SENT);

        read(Map.of(requests, 0L));

        assertThat(refusal(past.received(older, 0))).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    /** A worker that was killed may have sent both, and have reported neither. */
    @Test
    void knowsOfNewerCodesThanTheOneThatMayHaveBegun() {
        Request older = request.with("requestedAt", now.minusSeconds(20).toString());
        Request newer = Request.to(older.phone(), "161803").with("requestedAt", now.minusSeconds(10).toString());
        past.publish(older);
        past.publish(newer);

        ledger.read(Map.of(requests, 0L), Set.of(requests));

        assertThat(refusal(past.received(older, 0))).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    @Test
    void takesNoEventThatCameTwiceForANewerCode() {
        Request older = request.with("requestedAt", now.minusSeconds(20).toString());
        past.publish(older);
        past.publish(older);
        Received waiting = past.postpone(older, 0, 2, now.plusSeconds(5));

        read(Map.of(requests, 2L, retries, 0L));

        assertThat(refusal(waiting)).isEmpty();
    }

    /** Where its first copy was acknowledged long ago. */
    @Test
    void takesNoEventThatWasHandledForANewerCodeWhenItComesAgain() {
        Request open = Request.to(request.phone(), "161803").with("requestedAt", now.minusSeconds(20).toString());
        past.publish(Request.to("+12025550111", "314159"));
        past.publish(open);
        past.publish(request);
        past.report(request.id(), 0, Status.SENT);

        ledger.read(Map.of(requests, 1L), Set.of(requests));

        assertThat(refusal(past.received(open, 1))).isEmpty();
    }

    /** In whatever order partitions are read. */
    @Test
    void takesNoEventThatCameTwiceInTwoPartitionsForANewerCode() {
        Past other = new Past(producer, PARTITION.getAndIncrement(), now);
        Request another = Request.to("+12025550111", "161803").with("requestedAt", now.toString());
        past.publish(request);
        past.publish(another);
        other.publish(another);
        other.publish(request);

        ledger.read(Map.of(requests, 0L, other.requests(), 0L), Set.of(requests, other.requests()));

        assertThat(refusal(past.received(request, 0))).isEmpty();
        assertThat(refusal(other.received(another, 0))).isEmpty();
    }

    /** The worker before took a time ahead of its clock for now; by the time the ledger is read it is ahead no more. */
    @Test
    void takesNoRequestOfAProducerWhoseClockIsAheadForNewerThanItsOwnRetry() {
        Request ahead = request.with("requestedAt", now.plusMillis(1).toString());
        past.publish(ahead);
        Received waiting = past.postpone(ahead, 0, 2, now.plusSeconds(5));

        read(Map.of(requests, 1L, retries, 0L));

        assertThat(refusal(waiting)).isEmpty();
    }

    @Test
    void tellsHowFarTheWorkerBeforeMayHaveCome() {
        for (int n = 0; n < 20; n++) {
            past.publish(Request.to("+12025550111", "314159"));
        }
        past.report("e-4", 4, Status.SENT);

        Map<TopicPartition, Long> reach = read(Map.of(requests, 3L, retries, 0L));

        assertThat(reach).containsEntry(requests, 5 + IN_MEMORY).containsEntry(retries, 0L);
    }

    @Test
    void doesNotReachBeyondTheEnd() {
        past.publish(request);

        assertThat(read(Map.of(requests, 0L))).containsEntry(requests, 1L);
    }

    @Test
    void passesOverWhatIsNoStatusRecord() {
        past.publish(request);
        past.write(STATUS, "not JSON".getBytes(UTF_8));
        past.write(STATUS, "{\"status\":\"NEW\"}".getBytes(UTF_8));
        past.report(request.id(), 0, Status.SENT);

        read(Map.of(requests, 0L));

        assertThat(history.settled(past.received(request, 0), request.id(), now)).isTrue();
    }

    @Test
    void knowsNothingOfPartitionsThatNobodyHasUsed() {
        assertThat(read(Map.of(requests, 0L, retries, 0L))).containsEntry(requests, 0L);
    }

    /** There may be as many as a topic has records. */
    @Test
    void takesInWhatItReadsPieceByPiece() {
        past.publish(request);
        for (int n = 0; n < 2_500; n++) {
            past.publish(Request.to("+12025550111", "314159"));
        }
        past.postpone(request, 0, 2, now.plusSeconds(5));

        read(Map.of(requests, 2_501L, retries, 0L));

        assertThat(loop.executions()).isEqualTo(3);
    }

    /** Where nobody has begun anything. */
    private Map<TopicPartition, Long> read(Map<TopicPartition, Long> positions) {
        return ledger.read(positions, Set.of());
    }

    private void giveUp(long offset, int attempt, String reason) {
        past.giveUp(request, offset, attempt, reason, PARTITIONS - 1 - partition);
    }

    private Optional<Refusal> refusal(Received received) {
        return decoder.decode(received) instanceof Decoded.Valid(SmsRequest decoded)
                ? new Guards(history, newest).check(decoded, received, now)
                : Optional.empty();
    }
}
