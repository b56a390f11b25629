package dev.smsverification.delivery;

import java.time.Instant;
import java.util.Map;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Received;

/** Requests of which several are for one recipient, each at an offset of its own where they are for one usage. */
final class RecipientRequests {

    private long offset = Consumed.OFFSET;

    /** For the same number and usage each time. */
    Received requestedAt(String id, Instant requestedAt) {
        return Consumed.moved(Consumed.request(
                "{'id':'%s','phone':'+12025550111','usageType':'SignIn','code':'012345','requestedAt':'%s'}"
                        .formatted(id, requestedAt),
                Map.of()), offset++);
    }

    /** For another usage than those. */
    static Received otherUsage(String id, String phone) {
        return Consumed.request(
                "{'id':'%s','phone':'%s','usageType':'Register','code':'543210'}".formatted(id, phone), Map.of());
    }
}
