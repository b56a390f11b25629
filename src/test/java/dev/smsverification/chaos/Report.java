package dev.smsverification.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.smsverification.guarantee.AtLeastOnce;
import dev.smsverification.guarantee.DeadLetteredOnce;
import dev.smsverification.guarantee.Evidence;
import dev.smsverification.guarantee.Guarantee;
import dev.smsverification.guarantee.NewestWins;
import dev.smsverification.guarantee.NothingExpired;
import dev.smsverification.guarantee.Posted;
import dev.smsverification.guarantee.Published;
import dev.smsverification.guarantee.Reported;
import dev.smsverification.guarantee.SentOnce;

/** The table at the end of a run. */
record Report(Evidence evidence, List<Incident> incidents, List<Question> questions) {

    private static final Duration LATE = Duration.ofSeconds(10);
    private static final int SHOWN = 15;

    /** Prints it and answers whether nothing is wrong but what a kill excuses. */
    boolean print(List<String> heading) {
        Attribution attribution = new Attribution(evidence, incidents, questions);
        List<Duplicate> duplicates = attribution.duplicates();
        long lost = AtLeastOnce.lost(evidence).size();
        long stale = Stream.of(new NewestWins(), new NothingExpired()).flatMap(it -> it.violations(evidence)).count();

        System.out.printf("%n== %s%n", String.join("; ", heading));
        row("events", evidence.published().size());
        row("sent", evidence.published().stream().filter(it -> evidence.acceptsOf(it).findAny().isPresent())
                .map(Published::eventId).distinct().count());
        row("lost", lost);
        for (Duplicate.Cause cause : Duplicate.Cause.values()) {
            row("duplicates, " + cause, duplicates.stream().filter(it -> it.cause() == cause).count());
        }
        row("of all these already reported", duplicates.stream().filter(Duplicate::wasReported).count());
        row("stale", stale);
        row("asked Twilio about a message", questions.size());
        printLateness();
        printStatuses();
        printKills(attribution, duplicates);
        // What was sent or dead-lettered twice is attributed here.
        boolean held = printVerdicts(evidence, it -> !(it instanceof SentOnce || it instanceof DeadLetteredOnce));
        show("duplicates without an excuse", duplicates.stream().filter(it -> !it.cause().isExcused())
                .map(Duplicate::toString).toList());
        List<Published> copies = attribution.copies();
        show("dead letters without an excuse to be there twice", copies.stream().map(Published::toString).toList());
        boolean good = lost == 0 && stale == 0 && held && copies.isEmpty()
                && duplicates.stream().allMatch(it -> it.cause().isExcused());
        System.out.println(good ? "\nThe worker has kept its word." : "\nTHE WORKER HAS NOT KEPT ITS WORD.");
        return good;
    }

    private void printLateness() {
        Times waits = Times.of(evidence.published().stream()
                .filter(it -> evidence.recordsOf(it.eventId()).getFirst() == it)
                .flatMap(it -> evidence.acceptsOf(it).limit(1).map(post -> Duration.between(it.at(), post.at()))));
        row("late (over %d s)".formatted(LATE.toSeconds()), waits.over(LATE));
        row("from published to accepted", waits);
        row("the stand-in's answers took", Times.of(evidence.published().stream()
                .flatMap(evidence::acceptsOf).filter(Posted::answered)
                .map(post -> Duration.between(post.at(), post.until()))));
    }

    private void printStatuses() {
        row("status records", evidence.reported().stream()
                .collect(groupingBy(Reported::status, TreeMap::new, counting())));
        Map<Integer, Long> perEvent = evidence.published().stream()
                .collect(groupingBy(it -> evidence.reportsOn(it).size(), TreeMap::new, counting()));
        row("events by number of records", perEvent);
        row("dead letters", evidence.deadLetters().size());
    }

    private void printKills(Attribution attribution, List<Duplicate> duplicates) {
        for (Incident kill : incidents.stream().filter(it -> it.kind() == Incident.Kind.KILLED).toList()) {
            System.out.printf("  SIGKILL %s %s: %d duplicates; in flight: %d unreported, %d of them unanswered%n",
                    kill.from().toString().substring(11, 23), kill.who(),
                    duplicates.stream().filter(it -> it.wasCausedBy(kill)).count(), attribution.unreported(kill),
                    kill.open());
        }
    }

    /** Prints whether each guarantee holds, and what speaks against it; answers whether all do. */
    static boolean printVerdicts(Evidence evidence) {
        return printVerdicts(evidence, _ -> true);
    }

    private static boolean printVerdicts(Evidence evidence, Predicate<Guarantee> those) {
        boolean all = true;
        for (Guarantee guarantee : Guarantee.all().stream().filter(those).toList()) {
            List<String> violations = guarantee.violations(evidence).toList();
            row(guarantee.title(),
                    violations.isEmpty() ? "holds" : "BROKEN, " + violations.size() + " times");
            show(guarantee.title(), violations);
            all &= violations.isEmpty();
        }
        return all;
    }

    private static void show(String title, List<String> lines) {
        lines.stream().limit(SHOWN).forEach(line -> System.out.printf("    - %s%n", line));
        if (lines.size() > SHOWN) {
            System.out.printf("    … and %d more of: %s%n", lines.size() - SHOWN, title);
        }
    }

    private static void row(String name, Object value) {
        System.out.printf("  %-32s %s%n", name, value);
    }
}
