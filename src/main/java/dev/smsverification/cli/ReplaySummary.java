package dev.smsverification.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.smsverification.replay.Candidate;
import dev.smsverification.replay.Plan;
import dev.smsverification.replay.Report;
import dev.smsverification.replay.Verdict;

/** What a replay has done or would do, for people and for programs. No code, no text and no full number is in it. */
record ReplaySummary(List<String> lines, Map<String, Object> fields) {

    private static final List<String> HEADER = List.of("EVENT", "PHONE", "USAGE TYPE", "GIVEN UP AT", "REASON",
            "ERROR CODE");

    /** Of a replay that published nothing. */
    static ReplaySummary of(Plan plan) {
        List<String> lines = new ArrayList<>();
        if (!plan.candidates().isEmpty()) {
            lines.addAll(new Table(HEADER, plan.candidates().stream().map(ReplaySummary::row).toList()).lines());
        }
        lines.addAll(counts(plan, plan.count(Verdict.REPLAY), "would be published"));
        Map<String, Object> fields = fields(plan, "wouldPublish", plan.count(Verdict.REPLAY));
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
            if (verdict != Verdict.REPLAY && plan.count(verdict) > 0) {
                lines.add(count(plan.count(verdict), words(verdict)));
            }
        }
        return lines;
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,9d %s", number, what);
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case REPLAY -> "to be published";
            case REPLAYED_BEFORE -> "replayed before";
            case EXPIRED -> "expired";
            case SUPERSEDED -> "with a newer code";
            case MALFORMED -> "that are no request";
            case FILTERED -> "not asked for";
            case OVER_LIMIT -> "over the limit";
        };
    }

    private static Map<String, Object> fields(Plan plan, String word, long published) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("deadLetters", plan.total());
        fields.put(word, published);
        fields.put("replayedBefore", plan.count(Verdict.REPLAYED_BEFORE));
        fields.put("expired", plan.count(Verdict.EXPIRED));
        fields.put("superseded", plan.count(Verdict.SUPERSEDED));
        fields.put("malformed", plan.count(Verdict.MALFORMED));
        fields.put("notAskedFor", plan.count(Verdict.FILTERED));
        fields.put("overLimit", plan.count(Verdict.OVER_LIMIT));
        return fields;
    }

    private static List<String> row(Candidate letter) {
        return List.of(letter.request().eventId(), letter.request().phone().masked(), letter.request().usageType(),
                letter.at().map(Object::toString).orElse("unknown"), letter.reason().orElse("unknown"),
                letter.errorCode().orElse("none"));
    }

    private static Map<String, Object> letter(Candidate letter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("eventId", letter.request().eventId());
        fields.put("phone", letter.request().phone().masked());
        fields.put("usageType", letter.request().usageType());
        letter.at().ifPresent(at -> fields.put("givenUpAt", at.toString()));
        letter.reason().ifPresent(reason -> fields.put("reason", reason));
        letter.errorCode().ifPresent(code -> fields.put("errorCode", code));
        return fields;
    }
}
