package dev.smsverification.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.smsverification.testing.Observed;

/** What should become of the events of the scenario, held against what does. */
final class Expectations {

    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, List<String>> seen = new LinkedHashMap<>();

    void expect(String eventId, Step step) {
        steps.put(eventId, step);
        seen.put(eventId, new ArrayList<>());
    }

    /** Takes note of a status; those of other events do not matter. */
    void note(Observed status) {
        List<String> statuses = seen.get(status.field("eventId"));
        if (statuses != null) {
            statuses.add((status.field("status") + " " + status.field("reason")).strip());
        }
    }

    /** Whether every event has at least as many statuses as it should have. */
    boolean complete() {
        return steps.entrySet().stream()
                .allMatch(step -> seen.get(step.getKey()).size() >= step.getValue().expected().size());
    }

    /** A line for each event of which something else has become; none when all is well. */
    List<String> surprises() {
        return steps.entrySet().stream()
                .filter(step -> !seen.get(step.getKey()).equals(step.getValue().expected()))
                .map(step -> "%s: expected %s, got %s".formatted(step.getValue().name(), step.getValue().expected(),
                        seen.get(step.getKey())))
                .toList();
    }
}
