package dev.smsverification.guarantee;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.smsverification.testing.Observed;

/** All that could be seen of the worker from outside, when it has come to rest. */
public final class Evidence {

    private final List<Published> published;
    private final List<Posted> posted;
    private final List<Reported> reported;
    private final List<Observed> deadLetters;
    private final List<Observed> retries;
    private final List<String> output;

    private final Map<String, List<Posted>> postedTo;
    private final Map<Place, List<Reported>> reportedOn;
    private final Map<Place, List<Observed>> deadLettersOf;
    private final Map<String, List<Published>> byId;
    private final Collection<List<Published>> families;

    /** @param output every line that a worker has printed */
    public Evidence(List<Published> published, List<Posted> posted, List<Reported> reported, List<Observed> deadLetters,
            List<Observed> retries, List<String> output) {
        this.published = published;
        this.posted = posted.stream().sorted(Comparator.comparing(Posted::at)).toList();
        this.reported = reported;
        this.deadLetters = deadLetters;
        this.retries = retries;
        this.output = output;
        this.postedTo = this.posted.stream().collect(groupingBy(Posted::to));
        this.reportedOn = reported.stream().collect(groupingBy(Reported::about));
        this.deadLettersOf = deadLetters.stream()
                .collect(groupingBy(letter -> Place.in(letter.headers(), "dead-letter")));
        this.byId = published.stream().sorted(Comparator.comparing(Published::place))
                .collect(groupingBy(Published::eventId));
        // A second record with the same id is not a newer code: only the first one of each id counts here.
        this.families = byId.values().stream().map(List::getFirst).filter(it -> it.code().isPresent())
                .sorted(Comparator.comparing(Published::place))
                .collect(groupingBy(it -> it.code().orElseThrow().phone() + it.place().partition())).values();
    }

    public List<Published> published() {
        return published;
    }

    /** In the order of time. */
    public List<Posted> posted() {
        return posted;
    }

    public List<Reported> reported() {
        return reported;
    }

    public List<Observed> deadLetters() {
        return deadLetters;
    }

    public List<Observed> retries() {
        return retries;
    }

    public List<String> output() {
        return output;
    }

    /** The requests for one phone that stand in one partition, in its order, without repeated ids; for each phone. */
    public Collection<List<Published>> byPhone() {
        return families;
    }

    /** The records with this id, in the order of their partition. */
    public List<Published> recordsOf(String eventId) {
        return byId.getOrDefault(eventId, List.of());
    }

    /** The status records about this very record, in their order. */
    public List<Reported> reportsOn(Published request) {
        return reportedOn.getOrDefault(request.place(), List.of());
    }

    /** The dead letters of this very record. */
    public List<Observed> deadLettersOf(Published request) {
        return deadLettersOf.getOrDefault(request.place(), List.of());
    }

    /** Whether something has become of it. */
    public boolean ended(Published request) {
        return reportsOn(request).stream().anyMatch(Reported::ends);
    }

    /** The requests to Twilio for this code, in the order of time. */
    public List<Posted> postsOf(Published request) {
        return request.code().stream().flatMap(code -> postedTo.getOrDefault(code.phone(), List.of()).stream()
                .filter(post -> post.body().contains(code.text()))).toList();
    }

    /** Those of them that Twilio accepted. */
    public Stream<Posted> acceptsOf(Published request) {
        return postsOf(request).stream().filter(Posted::accepted);
    }
}
