package dev.smsverification.chaos;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import dev.smsverification.guarantee.Draft;
import dev.smsverification.guarantee.Evidence;
import dev.smsverification.guarantee.Posted;
import dev.smsverification.guarantee.Published;
import dev.smsverification.testing.Request;

/** Many retries that wait: whether they come on time, and whether they survive a kill. */
record Retries() implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LATENCY = Duration.ofMillis(10);
    private static final int WAITING = 2_000;
    private static final int PENDING = 500;
    private static final Duration PUNCTUAL = Duration.ofMillis(250);
    /** So that all of them wait at once before the first one is due. */
    private static final int PER_SECOND = 400;

    @Override
    public boolean run() {
        boolean punctual = punctual();
        return survivesAKill() && punctual;
    }

    /** Every message is refused once, every other one twice, every fourth three times: three delays side by side. */
    private static boolean punctual() {
        Answering refusing = (_, body, time) -> {
            int code = body.charAt(body.length() - 2) - '0';
            int refusals = code % 2 == 0 ? 1 : code % 4 == 1 ? 2 : 3;
            return time <= refusals ? new Answer.Unavailable() : new Answer.Accepted();
        };
        try (Stage stage = Stage.of(Setup.of(1, 1, refusing, LATENCY).withRetryDelays("5s", "7s", "9s"))) {
            stage.crew().start();
            publish(stage, WAITING);
            boolean ended = stage.scenario().awaitEnd(PATIENCE);
            Evidence evidence = stage.rest();
            Times late = Times.of(lateness(evidence));
            boolean onTime = late.nearlyAllUnder(PUNCTUAL) && late.millis().length >= WAITING;
            System.out.printf("%n== %d retries that wait, drained: %s%n  %-32s %s%n  %-32s %s%n", WAITING, ended,
                    "late by (with a question before)", late, "p99 under %d ms".formatted(PUNCTUAL.toMillis()),
                    onTime);
            return Report.printVerdicts(evidence) && ended && onTime;
        }
    }

    private static boolean survivesAKill() {
        Answering refusing = (_, _, time) -> time == 1 ? new Answer.Unavailable() : new Answer.Accepted();
        try (Stage stage = Stage.of(Setup.of(1, 1, refusing, LATENCY).withRetryDelays("15s"))) {
            stage.crew().start();
            publish(stage, PENDING);
            Awaitility.await().atMost(PATIENCE).until(() -> stage.scenario().reported().size() >= PENDING);
            stage.crew().kill(0);
            stage.crew().restart(0);
            boolean ended = stage.scenario().awaitEnd(PATIENCE);
            Evidence evidence = stage.rest();
            long sent = evidence.published().stream().filter(it -> evidence.acceptsOf(it).count() == 1).count();
            System.out.printf("%n== SIGKILL with %d retries pending: %d sent once, drained: %s%n", PENDING, sent,
                    ended);
            return Report.printVerdicts(evidence) && ended && sent == PENDING;
        }
    }

    /** Not all at once: how many can be sent in one moment is another question. */
    private static void publish(Stage stage, int count) {
        Iterator<Integer> index = IntStream.range(0, count).iterator();
        Pause.evenly(PER_SECOND, count, () -> {
            int i = index.next();
            stage.scenario().publish(Draft.of(Request.to(Traffic.phone(i), Traffic.code(i)).id("event-" + i)));
        });
        stage.scenario().flush();
    }

    /** From when a retry was announced for to when it came. */
    private static Stream<Duration> lateness(Evidence evidence) {
        return evidence.published().stream().flatMap(request -> evidence.reportsOn(request).stream()
                .flatMap(report -> report.nextAttemptAt().stream()
                        .flatMap(due -> attempt(evidence, request, report.attempt() + 1)
                                .map(post -> Duration.between(due, post.at())))));
    }

    private static Stream<Posted> attempt(Evidence evidence, Published request, int number) {
        List<Posted> posts = evidence.postsOf(request);
        return posts.size() < number ? Stream.empty() : Stream.of(posts.get(number - 1));
    }
}
