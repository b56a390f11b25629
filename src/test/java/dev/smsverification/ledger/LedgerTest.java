package dev.smsverification.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.smsverification.event.Status;
import dev.smsverification.guard.Refusal;
import dev.smsverification.testing.Request;
import dev.smsverification.topic.Settings;
import io.vertx.core.json.JsonObject;

/** What a worker learns of a partition that another one had before, read from a real broker. */
class LedgerTest extends LedgerScenario {

    private static final String STATUS = Settings.topics().status();

    private final Request withoutId = new Request(new JsonObject().put("phone", request.phone())
            .put("usageType", "SignIn").put("code", "271828"));

    @Test
    void knowsWhatWasReportedAndNotAcknowledged() {
        past.publish(request);
        past.publish(Request.to("+12025550111", "314159"));
        past.report(request.id(), 0, Status.SENT);

        worker.read(Map.of(requests, 0L));

        assertThat(worker.settled(past.received(request, 0), request.id())).isTrue();
        assertThat(worker.settled(past.received(request, 1), "another")).isFalse();
    }

    /** The topic was recreated, or belongs to other workers that share the status topic. */
    @Test
    void takesNoResultOfAnotherEventForThatOfTheOneWhichStandsInItsPlace() {
        past.publish(request);
        past.report("another", 0, Status.SENT);

        worker.read(Map.of(requests, 0L));

        assertThat(worker.settled(past.received(request, 0), request.id())).isFalse();
    }

    /** As where the topic was recreated, or a mirroring cluster took over. */
    @Test
    void takesNoOldResultForThatOfARequestWithoutAnIdWhichStandsInItsPlaceNow() {
        past.publish(withoutId);
        past.report(now.minus(Duration.ofMinutes(2)), past.source(0).id(), 0, Status.SENT);
        past.report(now.minus(Duration.ofMinutes(2)), past.source(1).id(), 1, Status.SENT);

        worker.read(Map.of(requests, 0L));

        assertThat(worker.settled(past.received(withoutId, 0), past.source(0).id())).isFalse();
        assertThat(worker.refusal(past.received(withoutId, 1))).isEmpty();
    }

    @Test
    void takesNoResultOfAnotherTopicsEventForThatOfOneWithTheSameId() {
        past.publish(request);
        past.reportElsewhere(request.id(), 0, Status.SENT);

        worker.read(Map.of(requests, 0L));

        assertThat(worker.settled(past.received(request, 0), request.id())).isFalse();
        assertThat(worker.refusal(past.received(request, 0))).isEmpty();
    }

    @Test
    void takesNoOldResultForThatOfARequestWithoutAnIdWhichIsYetToCome() {
        past.report(now.minus(Duration.ofMinutes(2)), past.source(0).id(), 0, Status.SENT);

        worker.read(Map.of(requests, 0L));

        assertThat(worker.settled(past.received(withoutId, 0), past.source(0).id())).isFalse();
    }

    @Test
    void knowsWhatWasReportedOfRequestsWithoutAnId() {
        past.publish(now.minus(Duration.ofMinutes(3)), withoutId);
        past.publish(now.minus(Duration.ofMinutes(3)), withoutId);
        past.report(now.minus(Duration.ofMinutes(2)), past.source(0).id(), 0, Status.SENT);
        past.report(now.minus(Duration.ofMinutes(2)), past.source(1).id(), 1, Status.SENT);

        worker.read(Map.of(requests, 1L));

        assertThat(worker.settled(past.received(withoutId, 0), past.source(0).id())).isTrue();
        assertThat(worker.settled(past.received(withoutId, 1), past.source(1).id())).isTrue();
    }

    @Test
    void knowsWhatWasReportedWhereOnePartitionHoldsAllResults() {
        TOPICS.pastWithOneStatus(now).publish(request);
        Past other = TOPICS.pastWithOneStatus(now);
        other.publish(request);
        other.report(request.id(), 0, Status.SENT);

        worker.read(UsedTopics.withOneStatus(), Map.of(other.requests(), 0L));

        assertThat(worker.settled(other.received(request, 0), request.id())).isTrue();
    }

    /** It may have had them before, and know better: here, that the request is not the broken record behind it. */
    @Test
    void takesNoResultsOfPartitionsThatDoNotCome() {
        Past kept = TOPICS.pastWithOneStatus(now);
        kept.publish(request);
        kept.reportBroken(request.id(), 1);

        worker.read(UsedTopics.withOneStatus(), Map.of(TOPICS.pastWithOneStatus(now).requests(), 0L));

        assertThat(worker.refusal(kept.received(request, 0))).isEmpty();
    }

    @Test
    void knowsDuplicatesOfWhatWasAcknowledged() {
        past.publish(request);
        past.report(request.id(), 0, Status.SENT);

        worker.read(Map.of(requests, 1L));

        assertThat(worker.refusal(past.received(request, 1))).map(Refusal::status).contains(Status.DUPLICATE);
    }

    /** Long before the first request that is open. */
    @Test
    void knowsDuplicatesOfWhatWasAcknowledgedAWhileAgo() {
        past.publish(request);
        past.report(now.minus(Duration.ofMinutes(1)), request.id(), 0, Status.SENT);
        for (int n = 0; n < 30; n++) {
            past.report("another-" + n, 0, Status.SENT);
        }

        worker.read(Map.of(requests, 1L));

        assertThat(worker.refusal(past.received(request, 1))).map(Refusal::status).contains(Status.DUPLICATE);
    }

    @Test
    void takesNoDuplicateForOneWhereAllThatHappenedWasARetry() {
        past.publish(request);
        past.report(request.id(), 0, Status.RETRYING, now.plusSeconds(5));

        worker.read(Map.of(requests, 1L));

        assertThat(worker.settled(past.retry(request, 0, 2, now.plusSeconds(5)), request.id())).isFalse();
        assertThat(worker.settled(past.retry(request, 0, 2, now.plusSeconds(2)), request.id()))
                .as("a retry that was written before a crash and never announced").isTrue();
    }

    @Test
    void tellsHowFarTheWorkerBeforeMayHaveCome() {
        for (int n = 0; n < 120; n++) {
            past.publish(Request.to("+12025550111", "314159"));
        }
        past.report("e-4", 4, Status.SENT);
        past.report("e-1", 1, Status.SENT);

        Map<TopicPartition, Long> maybeBegunBefore = worker.read(Map.of(requests, 3L, retries, 0L));

        assertThat(maybeBegunBefore).containsEntry(requests, 5L + Successor.MOST_BEGUN.requests())
                .containsEntry(retries, 0L);
    }

    /** Where requests were deleted before anybody worked on them, as during a long pause, the worker before went on with the next. */
    @Test
    void reckonsFromTheFirstRequestThatStillExists() {
        past.publish(240, Request.to("+12025550111", "314159"));
        TOPICS.delete(requests, 120);

        assertThat(worker.read(Map.of(requests, 3L), Set.of(requests)))
                .containsEntry(requests, 120L + Successor.MOST_BEGUN.requests());
    }

    /** What it had begun does not come again. */
    @Test
    void doesNotReachBeyondTheEndWhereAllRequestsWereDeleted() {
        past.publish(5, Request.to("+12025550111", "314159"));
        TOPICS.delete(requests, 5);

        assertThat(worker.read(Map.of(requests, 3L), Set.of(requests))).containsEntry(requests, 5L);
    }

    @Test
    void doesNotReachBeyondTheEnd() {
        past.publish(request);

        assertThat(worker.read(Map.of(requests, 0L))).containsEntry(requests, 1L);
    }

    /** It was given up while the request waited, as for the account, and says nothing of it. */
    @Test
    void takesNoRequestForADuplicateOfSomethingBrokenWithItsId() {
        past.publish(request);
        past.publish(request);
        past.reportBroken(request.id(), 1);

        worker.read(Map.of(requests, 0L));

        assertThat(worker.refusal(past.received(request, 0))).isEmpty();
        assertThat(worker.settled(past.received(request, 1), request.id())).isTrue();
    }

    @Test
    void passesOverWhatIsNoStatusRecord() {
        past.publish(request);
        past.write(STATUS, "not JSON".getBytes(UTF_8));
        past.write(STATUS, "{\"status\":\"NEW\"}".getBytes(UTF_8));
        past.report("another", 7, Status.RETRYING, Instant.MAX);
        past.report(request.id(), 0, Status.SENT);

        worker.read(Map.of(requests, 0L));

        assertThat(worker.settled(past.received(request, 0), request.id())).isTrue();
    }

    @Test
    void knowsNothingOfPartitionsThatNobodyHasUsed() {
        assertThat(worker.read(Map.of(requests, 0L, retries, 0L))).containsEntry(requests, 0L);
    }

    /** There may be as many as a topic has records. */
    @Test
    void takesInWhatItReadsPieceByPiece() {
        past.publish(request);
        past.publish(2_500, Request.to("+12025550111", "314159"));
        past.postpone(request, 0, 2, now.plusSeconds(5));

        worker.read(Map.of(requests, 2_501L, retries, 0L));

        assertThat(worker.loop.executions()).isEqualTo(3);
    }
}
