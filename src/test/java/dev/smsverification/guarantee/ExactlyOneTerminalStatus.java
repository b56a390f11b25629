package dev.smsverification.guarantee;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** No record ends twice or is twice tried again after one attempt, no message is the result of two, and nothing is reported about records that nobody published. */
public final class ExactlyOneTerminalStatus implements Guarantee {

    @Override
    public Stream<String> violations(Evidence evidence) {
        Set<Place> places = evidence.published().stream().map(Published::place).collect(toSet());
        Stream<String> foreign = evidence.reported().stream().filter(report -> !places.contains(report.about()))
                .map(report -> "about nothing: " + report);
        Stream<String> twice = evidence.published().stream()
                .filter(request -> evidence.reportsOn(request).stream().filter(Reported::ends).count() > 1)
                .map(request -> "ended more than once: %s, %s, %s".formatted(request, evidence.reportsOn(request),
                        evidence.postsOf(request)));
        Stream<String> again = evidence.published().stream()
                .filter(request -> evidence.reportsOn(request).stream().filter(it -> it.status().equals("RETRYING"))
                        .collect(groupingBy(Reported::attempt)).values().stream().anyMatch(it -> it.size() > 1))
                .map(request -> "tried again more than once after one attempt: %s, %s".formatted(request,
                        evidence.reportsOn(request)));
        Stream<String> claimed = evidence.reported().stream().filter(report -> report.status().equals("SENT"))
                .collect(groupingBy(Reported::messageSid)).values().stream()
                .filter(reports -> reports.stream().map(Reported::about).distinct().count() > 1)
                .map(reports -> "one message for several: " + reports);
        return Stream.of(foreign, twice, again, claimed).flatMap(Function.identity());
    }
}
