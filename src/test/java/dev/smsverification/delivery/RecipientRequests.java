package dev.smsverification.delivery;

import java.time.Instant;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Received;
import dev.smsverification.testing.Request;

/** Requests of which several are for one recipient, each at an offset of its own where they are for one usage. */
final class RecipientRequests {

    private long offset = Consumed.OFFSET;

    /** For the same number and usage each time. */
    Received requestedAt(String id, Instant requestedAt) {
        return placed(request(id, requestedAt));
    }

    /** The same, expired when it arrives. */
    Received expiredAt(String id, Instant requestedAt) {
        return placed(request(id, requestedAt).expiresAt(Consumed.ARRIVED));
    }

    private static Request request(String id, Instant requestedAt) {
        return Request.to("+12025550111", "012345").id(id).with("requestedAt", requestedAt.toString());
    }

    private Received placed(Request request) {
        return Consumed.moved(Consumed.request(request.bytes()), offset++);
    }

    /** For another usage than those. */
    static Received otherUsage(String id, String phone) {
        return otherUsage(id, phone, Workbench.NEVER);
    }

    static Received otherUsage(String id, String phone, Instant expiresAt) {
        return Consumed.request(
                Request.to(phone, "543210").id(id).usageType("Register").expiresAt(expiresAt).bytes());
    }
}
