package dev.smsverification.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.smsverification.event.DeadLetter;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.replay.Candidate;
import dev.smsverification.replay.Plan;
import dev.smsverification.replay.Report;
import dev.smsverification.replay.Verdict;

/** What a replay has done or would do, for people and for programs. No code, no text and no full number is in it. */
record ReplaySummary(List<String> lines, Map<String, Object> fields) {

    private static final List<String> HEADER = List.of("EVENT", "PHONE", "USAGE TYPE", "GIVEN UP AT", "REASON",
            "ERROR CODE");

    /** What a count of dead letters is called, for programs and for people. */
    private record Name(String field, String words) {

        static Name of(Verdict verdict) {
            return switch (verdict) {
                case REPLAYED_BEFORE -> new Name("replayedBefore", "replayed before");
                case EXPIRED -> new Name("expired", "expired");
                case SUPERSEDED -> new Name("superseded", "with a newer code");
                case MALFORMED -> new Name("malformed", "that are no request");
                case NOT_ASKED_FOR -> new Name("notAskedFor", "not asked for");
                case OVER_LIMIT -> new Name("overLimit", "over the limit");
            };
        }
    }

    /** Of a replay that published nothing. */
    static ReplaySummary of(Plan plan) {
        List<String> lines = new ArrayList<>();
        if (!plan.candidates().isEmpty()) {
            lines.addAll(new Table(HEADER, plan.candidates().stream().map(ReplaySummary::row).toList()).lines());
        }
        lines.addAll(counts(plan, plan.candidates().size(), "would be published"));
        Map<String, Object> fields = fields(plan, "wouldPublish", plan.candidates().size());
        fields.put("letters", plan.candidates().stream().map(ReplaySummary::letter).toList());
        return new ReplaySummary(lines, fields);
    }

    static ReplaySummary of(Report report) {
        List<String> lines = counts(report.plan(), report.published(), "published");
        Map<String, Object> fields = fields(report.plan(), "published", report.published());
        fields.put("interrupted", report.interrupted());
        if (report.interrupted()) {
            lines.add("Interrupted. Start it again to go on with the other "
                    + (report.plan().candidates().size() - report.published()) + ".");
        }
        return new ReplaySummary(lines, fields);
    }

    private static List<String> counts(Plan plan, long published, String word) {
        List<String> lines = new ArrayList<>(List.of(count(plan.total(), "dead letters"), count(published, word)));
        for (Verdict verdict : Verdict.values()) {
            if (plan.count(verdict) > 0) {
                lines.add(count(plan.count(verdict), Name.of(verdict).words()));
            }
        }
        return lines;
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,9d %s", number, what);
    }

    private static Map<String, Object> fields(Plan plan, String word, long published) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("deadLetters", plan.total());
        fields.put(word, published);
        for (Verdict verdict : Verdict.values()) {
            fields.put(Name.of(verdict).field(), plan.count(verdict));
        }
        return fields;
    }

    private static List<String> row(Candidate candidate) {
        DeadLetter letter = candidate.letter();
        SmsRequest request = candidate.request();
        return List.of(request.eventId(), request.phone().masked(), request.usageType(),
                letter.at().map(Object::toString).orElse("unknown"), letter.reason().orElse("unknown"),
                letter.errorCode().map(Object::toString).orElse("none"));
    }

    private static Map<String, Object> letter(Candidate candidate) {
        DeadLetter letter = candidate.letter();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("eventId", candidate.request().eventId());
        fields.put("phone", candidate.request().phone().masked());
        fields.put("usageType", candidate.request().usageType());
        letter.at().ifPresent(at -> fields.put("givenUpAt", at.toString()));
        letter.reason().ifPresent(reason -> fields.put("reason", reason));
        letter.errorCode().ifPresent(code -> fields.put("errorCode", code));
        return fields;
    }
}
