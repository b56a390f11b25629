package dev.smsverification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Received;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Refusal;
import dev.smsverification.testing.Request;

/** What a worker learns of the newest codes, where another one had a partition before; read from a real broker. */
class LedgerOfCodesTest extends LedgerScenario {

    private final Request older = request.with("requestedAt", now.minusSeconds(20).toString());
    private final Request newer = Request.to(older.phone(), "161803").with("requestedAt",
            now.minusSeconds(10).toString());

    @Test
    void knowsOfNewerCodesThanTheOneWhoseRetryWaits() {
        past.publish(older);
        past.publish(newer);
        Received waiting = past.postpone(older, 0, 2, now.plusSeconds(5));

        worker.read(Map.of(requests, 2L, retries, 0L));

        assertThat(worker.refusal(waiting)).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    @Test
    void knowsOfNewerCodesThanTheOldestOfThoseThatWait() {
        Instant first = now.minusSeconds(60);
        past.publish(first, older);
        past.publish(now.minusSeconds(40), newer);
        past.publish(now.minusSeconds(20), Request.to("+12025550111", "314159"));
        past.publish(Request.to("+12025550112", "314159"));
        Received waiting = past.postpone(first, older, 0, 2, now.plusSeconds(5));
        past.postpone(Request.to("+12025550111", "314159"), 2, 2, now.plusSeconds(5));

        worker.read(Map.of(requests, 3L, retries, 0L));

        assertThat(worker.refusal(waiting)).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    /** It may be due later than codes are usually remembered, where Twilio asks for that. */
    @Test
    void remembersNewerCodesUntilTheLastRetryIsDue() {
        past.publish(older);
        past.publish(newer);
        Received waiting = past.postpone(older, 0, 2, now.plus(Duration.ofMinutes(30)));

        worker.read(Map.of(requests, 2L, retries, 0L));
        worker.handles(past.received(Request.to("+12025550111", "314159"), 2), Duration.ofMinutes(11));
        worker.handles(past.received(Request.to("+12025550112", "314159"), 3), Duration.ofMinutes(22));

        assertThat(worker.refusal(waiting)).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    @Test
    void knowsOfNewerCodesThanTheOneWhoseRetryNeverCameToBeWritten() {
        past.publish(older);
        past.publish(newer);
        past.report(newer.id(), 1, Status.SENT);

        worker.read(Map.of(requests, 0L));

        assertThat(worker.refusal(past.received(older, 0))).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    /** A worker that was killed may have sent both, and have reported neither. */
    @Test
    void knowsOfNewerCodesThanTheOneThatMayHaveBegun() {
        past.publish(older);
        past.publish(newer);

        worker.read(Map.of(requests, 0L), Set.of(requests));

        assertThat(worker.refusal(past.received(older, 0))).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    /** Behind each transaction stands a mark: there is no record at the very offset from which on nothing is acknowledged. */
    @Test
    void knowsOfNewerCodesAlsoBehindTheMarkOfATransaction() {
        Duration meanwhile = Duration.ofSeconds(60);
        TOPICS.publishInTransactions(past.partition(), now, Request.to("+12025550111", "314159"), older, newer);
        TOPICS.publishInTransactions(past.partition(), now.plus(meanwhile), Request.to("+12025550112", "271828"));

        worker.ledger(Map.of("bootstrap.servers", TOPICS.bootstrapServers()),
                InstantSource.offset(InstantSource.system(), meanwhile)).read(Map.of(requests, 1L), Set.of(requests));

        assertThat(worker.refusal(past.received(older, 2))).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    @Test
    void takesNoEventOfATransactionThatWasAbortedForANewerCode() {
        past.publish(older);
        TOPICS.publishInVain(past.partition(), now, newer);
        TOPICS.publishInTransactions(past.partition(), now, Request.to("+12025550112", "271828"));

        worker.read(Map.of(requests, 0L), Set.of(requests));

        assertThat(worker.refusal(past.received(older, 0))).isEmpty();
    }

    @Test
    void takesNoEventThatCameTwiceForANewerCode() {
        past.publish(older);
        past.publish(older);
        Received waiting = past.postpone(older, 0, 2, now.plusSeconds(5));

        worker.read(Map.of(requests, 2L, retries, 0L));

        assertThat(worker.refusal(waiting)).isEmpty();
    }

    /** Where its first copy was acknowledged long ago. */
    @Test
    void takesNoEventThatWasHandledForANewerCodeWhenItComesAgain() {
        Request open = Request.to(request.phone(), "161803").with("requestedAt", now.minusSeconds(20).toString());
        past.publish(Request.to("+12025550111", "314159"));
        past.publish(open);
        past.publish(request);
        past.report(request.id(), 0, Status.SENT);

        worker.read(Map.of(requests, 1L), Set.of(requests));

        assertThat(worker.refusal(past.received(open, 1))).isEmpty();
    }

    /** Its copy may have its result already, while what stands in front of it is open. */
    @Test
    void takesNoEventThatWasHandledForANewerCodeWhenItsCopyWasReportedAsADuplicate() {
        Request open = Request.to(request.phone(), "161803").with("requestedAt", now.minusSeconds(20).toString());
        past.publish(Request.to("+12025550111", "314159"));
        past.publish(open);
        past.publish(request);
        past.report(request.id(), 0, Status.SENT);
        past.report(request.id(), 2, Status.DUPLICATE);

        worker.read(Map.of(requests, 1L), Set.of(requests));

        assertThat(worker.refusal(past.received(open, 1))).isEmpty();
    }

    /** In whatever order partitions are read. */
    @Test
    void takesNoEventThatCameTwiceInTwoPartitionsForANewerCode() {
        Past other = TOPICS.past(now);
        Request another = Request.to("+12025550111", "161803").with("requestedAt", now.toString());
        past.publish(request);
        past.publish(another);
        other.publish(another);
        other.publish(request);

        worker.read(Map.of(requests, 0L, other.requests(), 0L), Set.of(requests, other.requests()));

        assertThat(worker.refusal(past.received(request, 0))).isEmpty();
        assertThat(worker.refusal(other.received(another, 0))).isEmpty();
    }

    /** The worker before took a time ahead of its clock for now; by the time the ledger is read it is ahead no more. */
    @Test
    void takesNoRequestOfAProducerWhoseClockIsAheadForNewerThanItsOwnRetry() {
        Request ahead = request.with("requestedAt", now.plusMillis(1).toString());
        past.publish(ahead);
        Received waiting = past.postpone(ahead, 0, 2, now.plusSeconds(5));

        worker.read(Map.of(requests, 1L, retries, 0L));

        assertThat(worker.refusal(waiting)).isEmpty();
    }

    /** Of one whose next requests have expired nothing is read, which makes no room for others. */
    @Test
    void readsNoMoreWhereTheNextRequestsOfAnotherPartitionHaveExpired() {
        Past expired = TOPICS.past(now);
        for (int n = 0; n < 20; n++) {
            expired.publish(now.minus(Duration.ofHours(1)), older);
        }
        expired.publish(Request.to("+12025550112", "314159"));
        for (int n = 0; n < 9; n++) {
            past.publish(Request.to("+1202555012" + n, "161803"));
        }

        LedgerReading reading = worker.reading(4, Map.of(requests, 0L, expired.requests(), 0L),
                Set.of(requests, expired.requests()));

        assertThat(reading).asString().contains(" and 4 requests,");
    }

    /** There may be a million since the oldest retry that waits: they would not fit into the memory. */
    @Test
    void readsTheLatestCodesOnlyWhereThereAreMoreThanItCanRemember() {
        Past other = TOPICS.past(now);
        past.publish(older);
        past.publish(Request.to("+12025550111", "314159"));
        past.publish(newer);
        past.postpone(older, 0, 2, now.plusSeconds(5));
        for (int n = 0; n < 6; n++) {
            other.publish(Request.to("+1202555012" + n, "161803"));
        }

        LedgerReading reading = worker.reading(3, Map.of(requests, 2L, retries, 0L, other.requests(), 0L),
                Set.of(other.requests()));

        assertThat(reading).hasToString("0 results, 0 dead letters and 3 requests, 3 partitions");
        assertThat(worker.refusal(past.received(older, 0))).map(Refusal::status).contains(Status.SUPERSEDED);
    }
}
