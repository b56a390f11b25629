package dev.smsverification.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.smsverification.guarantee.Evidence;
import dev.smsverification.guarantee.Published;

/** Whether a run has put its workers under pressure at all: where none was killed at work, nothing went wrong and nothing is shown. Pure. */
record Pressure(Evidence evidence, List<Incident> incidents, List<Question> questions) {

    /** Long enough to be sent whatever happens. */
    private static final Duration LONG_LIVED = Duration.ofMinutes(5);
    /** The others are repeated, or replaced by newer codes. */
    private static final double MOST = 0.9;

    /** What becomes of events in any run, were it half a minute long: in 30 seconds some eighty of the rarest. */
    private static final List<String> STATUSES = List.of("RETRYING", "DUPLICATE", "SUPERSEDED", "EXPIRED");
    /** As {@code sms.retry.max-attempts} is by default. */
    private static final int ATTEMPTS = 5;

    /** What it takes and was not there, a line each. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (incidents.stream().noneMatch(it -> it.kind() == Incident.Kind.KILLED && it.open() > 0)) {
            missing.add("no worker was killed while it had requests open");
        }
        if (incidents.stream().noneMatch(it -> it.kind() == Incident.Kind.TERMINATED)) {
            missing.add("no worker was told to stop");
        }
        if (incidents.stream().noneMatch(it -> it.kind() == Incident.Kind.BROKER_STOPPED)) {
            missing.add("no broker was stopped");
        }
        if (questions.isEmpty()) {
            missing.add("Twilio was never asked whether it has a message");
        }
        STATUSES.stream().filter(it -> evidence.reported().stream().noneMatch(report -> report.status().equals(it)))
                .map("no event was %s"::formatted).forEach(missing::add);
        long givenUp = evidence.published().stream().filter(Pressure::isGood)
                .flatMap(it -> evidence.reportsOn(it).stream())
                .filter(it -> it.status().equals("FAILED") && it.attempt() < ATTEMPTS).count();
        if (givenUp > 0) {
            missing.add("%d good, long-lived events were given up before attempt %d".formatted(givenUp, ATTEMPTS));
        }
        Set<String> good = evidence.published().stream().filter(Pressure::isGood).map(Published::eventId)
                .collect(Collectors.toSet());
        long sent = good.stream().filter(eventId -> evidence.recordsOf(eventId).stream()
                .anyMatch(it -> evidence.acceptsOf(it).findAny().isPresent())).count();
        if (sent == 0 || sent < good.size() * MOST) {
            missing.add("of %d good, long-lived events only %d were sent".formatted(good.size(), sent));
        }
        return missing;
    }

    private static boolean isGood(Published request) {
        return request.code().filter(code -> code.expiresAt().isAfter(request.at().plus(LONG_LIVED))).isPresent();
    }
}
