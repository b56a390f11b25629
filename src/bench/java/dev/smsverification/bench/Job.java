package dev.smsverification.bench;

/** What a contender is given: events to read, and a group and a status topic that nobody has used before. */
record Job(String requests, String status, String group) {

    static Job of(String requests, Stage stage) {
        String status = stage.newTopic("status");
        return new Job(requests, status, "group-of-" + status);
    }
}
