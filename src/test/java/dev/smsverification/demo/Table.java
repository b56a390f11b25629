package dev.smsverification.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.TwilioStandIn;

/**
 * The statuses as they arrive, a line each. The texts come from the stand-in, which received them: no status record has
 * them, and no log of the worker.
 */
final class Table {

    private static final String LINE = "%-20s  %-38s  %-9s  %-23s  %s%n";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
            .withZone(ZoneId.systemDefault());

    private final TwilioStandIn twilio;
    private final Map<String, String> names = new HashMap<>();

    Table(TwilioStandIn twilio) {
        this.twilio = twilio;
    }

    /** Calls this event by a name instead of its id. */
    void name(String eventId, String name) {
        names.put(eventId, name);
    }

    void printHead() {
        System.out.printf(LINE, "EVENT", "TEXT AS SENT", "STATUS", "REASON", "TIME");
    }

    void print(Observed status) {
        String eventId = status.field("eventId");
        System.out.printf(LINE, names.getOrDefault(eventId, shortened(eventId)), textOf(status.field("messageSid")),
                status.field("status"), status.field("reason"), TIME.format(Instant.parse(status.field("occurredAt"))));
    }

    private String textOf(String messageSid) {
        return twilio.messages().stream().filter(message -> message.sid().equals(messageSid)).findFirst()
                .map(TwilioStandIn.Message::body).orElse("-");
    }

    private static String shortened(String eventId) {
        return eventId.length() <= 20 ? eventId : eventId.substring(0, 19) + "…";
    }
}
