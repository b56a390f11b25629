package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;

/**
 * For deduplication, what became of recent requests: from this worker's own results, and from the status topic for what was handled before
 * a partition was assigned to it. Confined to the event loop.
 */
public final class History {

    /** The progress of an id: the number of settled attempts, or one of the three highest values for how it ended. */
    private static final long UNKNOWN = 0;
    private static final long SUPERSEDED = Known.MOST - 2;
    private static final long GIVEN_UP = Known.MOST - 1;
    private static final long SENT = Known.MOST;

    private static final Known NOTHING = new Known(0, UNKNOWN);

    private static final long ANSWERED = 1;
    private static final long REPEATED = 2;

    private final Duration ttl;
    /** By event id, packed: what is {@link Known} of it. */
    private final Recent ids;
    /**
     * By {@link #attemptKey}: attempts that need no work any more, as they have a status record, or a later attempt made them pointless. By
     * {@link #expiredKey}: events that were reported as expired.
     */
    private final Recent answered;

    /**
     * @param at in milliseconds, when it ended, or when the next attempt is due
     * @param progress how many attempts are settled, or how it ended
     */
    private record Known(long at, long progress) {

        private static final int BITS = 8;
        private static final long MOST = (1 << BITS) - 1;

        static Known of(long packed) {
            return new Known(packed >> BITS, packed & MOST);
        }

        long packed() {
            return at << BITS | progress;
        }

        /** Whether an attempt is to follow. */
        boolean isRetried() {
            return progress != UNKNOWN && progress < SUPERSEDED;
        }

        boolean isUnknown() {
            return progress == UNKNOWN;
        }

        boolean isSuperseded() {
            return progress == SUPERSEDED;
        }

        boolean isSent() {
            return progress == SENT;
        }
    }

    /** @param ttl how long an id counts as handled */
    public History(Duration ttl) {
        this.ttl = ttl;
        this.ids = new Recent(ttl, Recent.CAPACITY);
        this.answered = new Recent(ttl, Recent.CAPACITY);
    }

    /** A result of this worker after which there is no other attempt. */
    public void ended(String eventId, Source source, int attempt, Status status, Instant now) {
        boolean anotherWaits = status == Status.FAILED && attempt == 1 && known(eventId, now).isRetried();
        end(eventId, source, attempt, anotherWaits ? UNKNOWN : progressOf(status), now);
        rememberExpired(eventId, status, now);
    }

    private void rememberExpired(String eventId, Status status, Instant now) {
        if (status == Status.EXPIRED) {
            answered.put(expiredKey(eventId), ANSWERED, now);
        }
    }

    /** A malformed record was given up. It claims its id only where nothing is known of it. */
    public void malformed(String eventId, Instant now) {
        if (known(eventId, now).isUnknown()) {
            ids.put(Recent.key(eventId), new Known(now.toEpochMilli(), GIVEN_UP).packed(), now);
        }
    }

    private static long progressOf(Status status) {
        return switch (status) {
            case SENT, DELIVERED, UNDELIVERED -> SENT;
            case FAILED -> GIVEN_UP;
            case SUPERSEDED -> SUPERSEDED;
            case RETRYING, EXPIRED, DUPLICATE, BLOCKED -> UNKNOWN;
        };
    }

    private void end(String eventId, Source source, int attempt, long progress, Instant now) {
        if (progress != UNKNOWN) {
            ids.put(Recent.key(eventId), new Known(now.toEpochMilli(), progress).packed(), now);
        } else {
            // Not remembered by id. A retry record may exist whose RETRYING status a crash prevented: it counts as answered.
            answered.put(attemptKey(eventId, source, attempt + 1), ANSWERED, now);
        }
        answerAllBefore(eventId, source, attempt, now);
    }

    /** A result of this worker after which there is another attempt, due then. */
    public void retryAnnounced(String eventId, Source source, int attempt, Instant due, Instant now) {
        long settled = Math.min(attempt, SUPERSEDED - 1);
        ids.put(Recent.key(eventId), new Known(due.toEpochMilli(), settled).packed(), now);
        answerAllBefore(eventId, source, attempt, now);
    }

    /** Counts all earlier attempts at the record as answered, also where a crash prevented their status. */
    private void answerAllBefore(String eventId, Source source, int attempt, Instant now) {
        for (int earlier = 1; earlier < Math.min(attempt, SUPERSEDED); earlier++) {
            answered.put(attemptKey(eventId, source, earlier), ANSWERED, now);
        }
    }

    /**
     * A result from the status topic, perhaps of an unacknowledged record. Results may be in another order there than they came about, and
     * older than what is known.
     *
     * @param next when the next attempt is due, if there is one
     */
    public void recall(String eventId, Source source, int attempt, Status status, Optional<Instant> next,
            Instant at) {
        long progress = progressOf(status);
        boolean stale = progress != SENT && isStale(eventId, next.orElse(at), at);
        if (next.isEmpty()) {
            end(eventId, source, attempt, stale ? UNKNOWN : progress, at);
        } else if (!stale) {
            retryAnnounced(eventId, source, attempt, next.get(), at);
        }
        rememberExpired(eventId, status, at);
        answered.put(attemptKey(eventId, source, attempt), status == Status.DUPLICATE ? REPEATED : ANSWERED,
                at);
    }

    /** The same for a malformed record: only that it has its result. */
    public void recallBroken(String eventId, Source source, int attempt, Instant at) {
        answered.put(attemptKey(eventId, source, attempt), ANSWERED, at);
    }

    /** Whether this request only repeats an event that another record brought. */
    public boolean isRepetition(NewestCodes.Code code, Instant now) {
        long own = answered.get(code.firstAttemptKey());
        return own == REPEATED || own == Recent.NOTHING && !known(code.event(), now).isUnknown();
    }

    /**
     * Whether more is known of the id than the result says: its message was sent, or it ended later, or its next attempt is due later.
     *
     * @param until when the result's next attempt is due, or else when it came about
     */
    private boolean isStale(String eventId, Instant until, Instant at) {
        Known known = known(eventId, at);
        return known.isSent() || known.at() > until.toEpochMilli();
    }

    /**
     * Whether there is nothing to do for this attempt. It has its result already: after a crash it may be consumed again,
     * or exist twice. Or it is the retry of an attempt that a crash cut off before its status, and that was repeated since:
     * only the announced retry is tried.
     */
    public boolean settled(Received received, String eventId, Instant now) {
        Attempt attempt = received.attempt();
        if (answered.get(attemptKey(eventId, received.source(), attempt.number())) != Recent.NOTHING) {
            return true;
        }
        if (attempt.number() == 1) {
            return false;
        }
        Known known = known(eventId, now);
        return known.progress() >= attempt.number()
                || known.progress() == attempt.number() - 1 && known.at() != attempt.dueAt().toEpochMilli();
    }

    /** Whether an event with this id was handled before, so that a second one is a duplicate. */
    public boolean handled(Received received, String eventId, Instant now) {
        if (received.attempt().number() > 1) {
            return false;
        }
        Known known = known(eventId, now);
        return received.replayed() ? known.isSent() : !known.isUnknown() && !known.isSuperseded();
    }

    /** Whether a newer code had won over this event already, which coming again makes no newer. */
    boolean superseded(String eventId, Instant now) {
        return known(eventId, now).isSuperseded();
    }

    /**
     * Whether this request only repeats an event that another record brought, so that its code is no newer one. An expired event may come
     * again with a code that has not expired.
     */
    public boolean bringsNoNewCode(Received received, SmsRequest request, Instant now) {
        return handled(received, request.eventId(), now) || superseded(request.eventId(), now)
                || request.isExpired(now) && answered.get(expiredKey(request.eventId())) != Recent.NOTHING;
    }

    private Known known(String eventId, Instant now) {
        return known(Recent.key(eventId), now);
    }

    private Known known(long event, Instant now) {
        Known known = Known.of(ids.get(event));
        return known.at() + ttl.toMillis() > now.toEpochMilli() ? known : NOTHING;
    }

    /** Identifies an event that expired: its id does not count as handled. */
    private static long expiredKey(String eventId) {
        return Recent.key(Recent.key(eventId), 0, 0);
    }

    /** Identifies an attempt. With the id, as a recreated topic, or another one, has another event at the same offset. */
    static long attemptKey(String eventId, Source source, int attempt) {
        return Recent.key(Recent.key(eventId) + source.partition(), source.offset(), attempt);
    }
}
