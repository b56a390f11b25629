package dev.smsverification.bench;

import java.util.List;

/** What a contender is given: events to read, and a group and topics that nobody has used before. */
record Job(String requests, String status, String group) {

    private static final String RETRY = "-retry";
    private static final String DEAD_LETTER = "-dead-letter";

    static Job of(String requests, Stage stage) {
        String status = stage.newTopic("status");
        // As in production, all that the worker needs is there before it comes.
        List.of(RETRY + "-5s", RETRY + "-30s", RETRY + "-120s", DEAD_LETTER)
                .forEach(suffix -> stage.createTopic(status + suffix));
        return new Job(requests, status, "group-of-" + status);
    }

    String retryPrefix() {
        return status + RETRY;
    }

    String deadLetter() {
        return status + DEAD_LETTER;
    }
}
