package dev.smsverification.ledger;

import static dev.smsverification.ledger.UsedTopics.nowhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import dev.smsverification.event.Received;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Refusal;
import dev.smsverification.testing.Request;
import dev.smsverification.topic.Settings;

/** What a worker learns of a partition that another one had before, where not all of it can be read from the broker. */
class UnreadableLedgerTest extends LedgerScenario {

    @Test
    void waitsUntilTheBrokersNameIsKnown() {
        past.publish(request);
        past.report(request.id(), 0, Status.SENT);
        Map<String, Object> kafka = new HashMap<>(Map.of("bootstrap.servers", "nowhere.invalid:9092"));
        AtomicInteger looks = new AtomicInteger();
        InstantSource clock = () -> {
            kafka.computeIfPresent("bootstrap.servers",
                    (_, name) -> looks.incrementAndGet() < 3 ? name : TOPICS.bootstrapServers());
            return Instant.now();
        };

        Ledger ledger = worker.ledger(kafka, clock);

        ledger.read(Map.of(requests, 0L), Set.of());

        assertThat(worker.settled(past.received(request, 0), request.id())).isTrue();
        assertThat(ledger.unread()).isZero();
    }

    /** What was sent stands in another topic. No time mends it. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void knowsWhatWasSentAlsoWhereDeadLettersCannotBeRead() {
        past.publish(request);
        past.report(request.id(), 0, Status.SENT);
        Ledger ledger = worker.ledger(Settings.topicsWithUnreadableDeadLetters(),
                Map.of("bootstrap.servers", TOPICS.bootstrapServers()), InstantSource.system());

        Map<TopicPartition, Long> maybeBegunBefore = ledger.read(Map.of(requests, 0L), Set.of());

        assertThat(worker.settled(past.received(request, 0), request.id())).isTrue();
        assertThat(maybeBegunBefore).containsEntry(requests, 1L);
        assertThat(ledger.unread()).isEqualTo(1);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void doesNotWaitForeverForTheBrokersName() {
        AtomicInteger looks = new AtomicInteger();
        InstantSource clock = () -> now.plus(Duration.ofSeconds(40L * looks.getAndIncrement()));
        Ledger ledger = worker.ledger(Map.of("bootstrap.servers", "nowhere.invalid:9092"),
                clock);

        Map<TopicPartition, Long> maybeBegunBefore = ledger.read(Map.of(requests, 0L, retries, 0L), Set.of());

        assertThat(maybeBegunBefore.values()).hasSize(2).containsOnly((long) Successor.MOST_BEGUN.requests());
        assertThat(ledger.unread()).isEqualTo(1);
        assertThat(looks).as("until two minutes have passed").hasValueGreaterThan(3);
    }

    /** As of a partition that has no leader. */
    @Test
    void knowsWhatWasSentAlsoWhereAnotherPartitionCannotBeRead() {
        past.publish(request);
        past.publish(Request.to("+12025550111", "314159"));
        past.report(request.id(), 0, Status.SENT);
        giveUp(1, 1, "recipient_rejected");

        var unread = worker.tryToRead(Settings.topics(), Map.of(requests, 0L, nowhere(requests), 0L));

        assertThat(unread).containsOnlyKeys("first requests", "codes");
        assertThat(worker.settled(past.received(request, 0), request.id())).isTrue();
        assertThat(worker.unreported.take(past.source(1), 1)).isPresent();
    }

    @Test
    void knowsOfRetriesThatWereGivenUpAlsoWhereRetriesCannotBeRead() {
        past.publish(request);
        Received waiting = past.postpone(request, 0, 2, now.minusSeconds(1));
        giveUp(0, 2, "attempts_exhausted");

        var unread = worker.tryToRead(Settings.topics(),
                Map.of(requests, 1L, retries, 0L, nowhere(retries), 0L));

        assertThat(unread).containsOnlyKeys("retries");
        assertThat(worker.unreported.take(waiting.source(), waiting.attempt().number())).isPresent();
    }

    @Test
    void tellsAllThatCannotBeRead() {
        var unread = worker.tryToRead(Settings.topicsWithUnreadableDeadLetters(),
                Map.of(requests, 0L, nowhere(retries), 0L));

        assertThat(unread).extractingFromEntries(Map.Entry::getKey, part -> part.getValue().getClass())
                .containsExactly(tuple("retries", TimeoutException.class),
                        tuple("dead letters", InvalidTopicException.class));
    }

    /** Any of them may wait, for as long as a code lives. */
    @Test
    void knowsOfNewerCodesAlsoWhereRetriesCannotBeRead() {
        Past other = TOPICS.past(now);
        Request older = request.with("requestedAt", now.minusSeconds(20).toString());
        past.publish(older);
        past.publish(Request.to(older.phone(), "161803").with("requestedAt", now.minusSeconds(10).toString()));
        Received waiting = past.postpone(older, 0, 2, now.plusSeconds(5));

        var unread = worker.tryToRead(Settings.topics(),
                Map.of(requests, 2L, retries, 0L, nowhere(retries), 0L, other.requests(), 0L));

        assertThat(unread).containsOnlyKeys("retries");
        assertThat(worker.refusal(waiting)).map(Refusal::status).contains(Status.SUPERSEDED);
    }
}
