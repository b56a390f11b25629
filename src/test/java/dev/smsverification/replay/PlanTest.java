package dev.smsverification.replay;

import static dev.smsverification.replay.Stage.ALL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Received;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Request;

/** Which dead letters a replay takes up, and which it leaves where they are. */
class PlanTest {

    @AutoClose
    private static final Broker BROKER = Broker.start();

    @AutoClose
    private final Stage stage = new Stage(BROKER);

    @Test
    void leavesForLaterWhatTheFilterDoesNotAskFor() {
        SequencedMap<String, String> asWritten = new LinkedHashMap<>();
        asWritten.put("dead-letter-reason", "request_rejected");
        asWritten.put("dead-letter-error-code", "21617");
        stage.bury(Stage.request(1), asWritten);
        stage.bury(Stage.request(2), Map.of("dead-letter-reason", "attempts_exhausted"));
        Report rejected = stage.replay().run(
                new Filter(Set.of("request_rejected"), Set.of(21617), Optional.empty(), 10), () -> false);

        Report all = stage.replay().run(ALL, () -> false);

        assertThat(rejected.plan().count(Verdict.NOT_ASKED_FOR)).isEqualTo(1);
        assertThat(rejected.published()).isEqualTo(1);
        assertThat(all.published()).isEqualTo(1);
        assertThat(stage.eventIds()).containsExactlyInAnyOrder("event-1", "event-2");
    }

    @Test
    void takesOnlyWhatWasGivenUpSince() {
        Instant now = Instant.now();
        stage.bury(Stage.request(1), Map.of("dead-letter-at", now.minusSeconds(120).toString()));
        stage.bury(Stage.request(2), Map.of("dead-letter-at", now.minusSeconds(30).toString()));

        stage.replay().run(new Filter(Set.of(), Set.of(), Optional.of(now.minusSeconds(60)), 10), () -> false);

        assertThat(stage.eventIds()).containsExactly("event-2");
    }

    @Test
    void publishesNoMoreThanTheLimit() {
        stage.bury(10);

        Report report = stage.replay().run(new Filter(Set.of(), Set.of(), Optional.empty(), 3), () -> false);

        assertThat(report.plan().count(Verdict.OVER_LIMIT)).isEqualTo(7);
        assertThat(stage.eventIds()).hasSize(3);
    }

    @Test
    void refusesWhatHasExpiredAndWhatIsNoRequest() {
        stage.bury(Stage.request(1).expiresAt(Instant.now().minusSeconds(1)), Map.of());
        stage.bury("key", "no request".getBytes(UTF_8), Map.of());
        stage.bury("key", null, Map.of());

        Plan plan = stage.replay().run(ALL, () -> false).plan();

        assertThat(plan.counts()).containsEntry(Verdict.EXPIRED, 1L).containsEntry(Verdict.MALFORMED, 2L);
        assertThat(stage.requests()).isEmpty();
    }

    @Test
    void refusesWhatExpiresWhileItReads() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Request lasting = Stage.request(1).expiresAt(now.get().plusSeconds(600));
        Request expiring = Stage.request(2).expiresAt(now.get().plusSeconds(60));
        Request expired = Stage.request(3).expiresAt(now.get().minusSeconds(1));
        Stream.of(lasting, expiring, expired).forEach(request -> stage.bury(request, Map.of()));
        stage.publish(lasting);
        Instant later = now.get().plusSeconds(120);
        Progress slow = (step, _, _) -> now.set(step.contains(stage.topics.requested()) ? later : now.get());

        Plan plan = stage.replay(slow, now::get).plan(ALL, () -> false);

        assertThat(plan.candidates()).extracting(candidate -> candidate.request().eventId())
                .containsExactly(lasting.id());
        assertThat(plan.count(Verdict.EXPIRED)).isEqualTo(2);
        assertThat(plan.total()).isEqualTo(3);
    }

    @Test
    void reckonsTheAgeOfACodeByTheTimestampThatItsRequestHad() {
        bury(Stage.request(1), Instant.now().minus(Duration.ofMinutes(11)));
        bury(Stage.request(2), Instant.now().minus(Duration.ofMinutes(9)));

        Plan plan = stage.plan();

        assertThat(plan.candidates()).singleElement()
                .satisfies(candidate -> assertThat(candidate.request().eventId()).isEqualTo("event-2"));
        assertThat(plan.count(Verdict.EXPIRED)).isEqualTo(1);
    }

    @Test
    void reckonsTheAgeOfACodeByTheHeaderWhereTheBrokerTookNoTimestamp() {
        Instant tooOld = Instant.now().minus(Duration.ofMinutes(11));
        bury(Stage.request(1), Instant.now(), Map.of("dead-letter-timestamp", Long.toString(tooOld.toEpochMilli())));

        assertThat(stage.plan().count(Verdict.EXPIRED)).isEqualTo(1);
    }

    /** Where it stamps what is written, a copy has the time of its replay. */
    @Test
    void copyKnowsTheTimestampThatItsRequestHadWhateverTheBrokerMakesOfIt() {
        Instant published = Instant.now().minus(Duration.ofMinutes(9)).truncatedTo(ChronoUnit.MILLIS);
        stage.stamp(stage.topics.requested());
        bury(Stage.request(1), published);
        stage.replay().run(ALL, () -> false);

        ConsumerRecord<byte[], byte[]> copy = stage.requests().getFirst();

        assertThat(copy.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(Received.request(copy, Instant.now()).source().timestamp()).isEqualTo(published);
    }

    /** Its worker may know nothing of the newer one by now. */
    @Test
    void leavesACodeThatANewerOneWasAskedForAfter() {
        Request old = Stage.request(1).with("requestedAt", Instant.now().minusSeconds(60).toString());
        Request other = Request.to("+12025550111", "161803").id("event-2");
        stage.bury(old, Map.of());
        stage.bury(other, Map.of());
        stage.publish(old);
        stage.publish(other);
        stage.publish(Request.to(old.phone(), "314159").with("requestedAt", Instant.now().minusSeconds(30).toString()));

        Plan plan = stage.plan();

        assertThat(plan.count(Verdict.SUPERSEDED)).isEqualTo(1);
        assertThat(plan.candidates()).singleElement()
                .satisfies(candidate -> assertThat(candidate.request().eventId()).isEqualTo("event-2"));
    }

    /** It brings no newer code. */
    @Test
    void takesNoEventThatCameAgainForANewerCode() {
        Instant now = Instant.now();
        Request older = Request.to("+12025550111", "161803").id("event-2");
        stage.bury(Stage.request(1).with("phone", older.phone()).with("requestedAt", now.minusSeconds(60).toString()),
                Map.of());
        stage.publish(older.with("requestedAt", now.minusSeconds(90).toString()));
        stage.publish(older.with("requestedAt", now.minusSeconds(30).toString()));

        assertThat(stage.plan().candidates()).hasSize(1);
    }

    /** As of a dead letter that somebody has copied back with its headers, and that was given up again. */
    @Test
    void takesNoHeaderThatTheEventBroughtAlongForTheWorkers() {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("dead-letter-error-code", "21617");
        headers.put("dead-letter-timestamp", "9999999999999");
        headers.put("dead-letter-reason", "attempts_exhausted");
        stage.bury(Stage.request(1), headers);

        Candidate candidate = stage.plan().candidates().getFirst();

        assertThat(candidate.letter().errorCode()).isEmpty();
        assertThat(candidate.letter().timestamp()).isBefore(Instant.now());
    }

    @Test
    void publishesNothingWhenOnlyAsked() {
        stage.bury(10);

        Plan plan = stage.plan();

        assertThat(plan.candidates()).hasSize(10);
        assertThat(plan.toString()).doesNotContain("271828", "+1202555");
        assertThat(stage.requests()).isEmpty();
    }

    @Test
    void saysWhichTopicIsMissing() {
        Replay replay = new Replay(stage.kafka(),
                new ReplayTopics("nowhere", stage.topics.requested(), stage.topics.status(), "id"),
                Stage.DECODER, (_, _, _) -> {}, InstantSource.system());

        assertThatThrownBy(() -> replay.plan(ALL, () -> false)).isInstanceOf(ReplayException.class)
                .hasMessage("the topic nowhere is missing");
    }

    private void bury(Request request, Instant timestamp) {
        bury(request, timestamp, Map.of());
    }

    private void bury(Request request, Instant timestamp, Map<String, String> headers) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(stage.kafka(), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(stage.topics.deadLetter(), null, timestamp.toEpochMilli(), null,
                    request.bytes(), Consumed.headers(headers)));
        }
    }
}
