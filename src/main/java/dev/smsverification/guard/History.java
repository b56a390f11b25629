package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;

/**
 * What has become of the requests of the last while: from this worker's own results, and from the status topic for what
 * was handled before a partition came here. Confined to the event loop.
 */
public final class History {

    private static final int CAPACITY = 500_000;
    private static final int BITS = 8;
    private static final long SUPERSEDED = (1 << BITS) - 3;
    private static final long GIVEN_UP = (1 << BITS) - 2;
    private static final long SENT = (1 << BITS) - 1;

    private final Duration ttl;
    /** By event id: how many attempts are settled or how it ended, and since when. */
    private final Recent ids;
    /** By source and attempt: what the status topic already answers. */
    private final Recent answered;

    /** @param ttl how long an id counts as handled */
    public History(Duration ttl) {
        this.ttl = ttl;
        this.ids = new Recent(ttl, CAPACITY);
        this.answered = new Recent(ttl, CAPACITY);
    }

    /** A result of this worker. */
    public void add(String eventId, Attempt attempt, Status status, Instant now) {
        long progress = switch (status) {
            case SENT, DELIVERED, UNDELIVERED -> SENT;
            case FAILED -> GIVEN_UP;
            case RETRYING -> Math.min(attempt.number(), SUPERSEDED - 1);
            case SUPERSEDED -> SUPERSEDED;
            case EXPIRED, DUPLICATE, BLOCKED -> 0;
        };
        if (progress > 0) {
            ids.put(eventId, now.toEpochMilli() << BITS | progress, now);
        }
    }

    /** A result that the status topic holds, perhaps for a record that was never acknowledged. */
    public void recall(String eventId, Source source, Attempt attempt, Status status, Instant at) {
        add(eventId, attempt, status, at);
        answered.put(place(source, attempt), 1, at);
    }

    /** Whether this very attempt has its result already: after a crash it may be consumed again, or be there twice. */
    public boolean settled(Received received, String eventId, Instant now) {
        int attempt = received.attempt().number();
        return answered.get(place(received.source(), received.attempt())) != Recent.NOTHING
                || attempt > 1 && progress(eventId, now) >= attempt;
    }

    /** Whether an event with this id was handled before, so that a second one is a duplicate. */
    public boolean handled(Received received, String eventId, Instant now) {
        long progress = progress(eventId, now);
        boolean tried = progress > 0 && progress != SUPERSEDED;
        return received.attempt().number() == 1 && (received.replayed() ? progress == SENT : tried);
    }

    /** Whether a newer code had won over this event already, which coming again makes no newer. */
    public boolean superseded(String eventId, Instant now) {
        return progress(eventId, now) == SUPERSEDED;
    }

    private long progress(String eventId, Instant now) {
        long entry = ids.get(eventId);
        boolean known = entry != Recent.NOTHING && Instant.ofEpochMilli(entry >> BITS).plus(ttl).isAfter(now);
        return known ? entry & SENT : 0;
    }

    private static String place(Source source, Attempt attempt) {
        return source.partition() + "/" + source.offset() + "/" + attempt.number();
    }
}
