package dev.smsverification.replay;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.smsverification.event.SmsRequest;

/** The newest request for each number and usage type of the candidates. */
final class NewestRequests {

    private final Set<Key> wanted;
    private final Map<Key, SmsRequest> newest = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    private record Key(String phone, String usageType) {

        static Key of(SmsRequest request) {
            return new Key(request.phone().e164(), request.usageType());
        }
    }

    NewestRequests(Collection<Candidate> candidates) {
        this.wanted = candidates.stream().map(candidate -> Key.of(candidate.request())).collect(toSet());
    }

    /** In the order in which they were published: an event that comes again brings no newer code. */
    void add(SmsRequest request) {
        Key key = Key.of(request);
        if (wanted.contains(key) && ids.add(request.eventId())) {
            newest.merge(key, request, (one, other) -> other.requestedAt().isAfter(one.requestedAt()) ? other : one);
        }
    }

    /** Whether another event has a newer code. */
    boolean supersede(SmsRequest request) {
        SmsRequest known = newest.get(Key.of(request));
        return known != null && !known.eventId().equals(request.eventId())
                && known.requestedAt().isAfter(request.requestedAt());
    }
}
