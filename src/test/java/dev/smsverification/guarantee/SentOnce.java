package dev.smsverification.guarantee;

import java.util.List;
import java.util.stream.Stream;

/** No event is accepted twice, however many records ask for it. Only what a killed worker had in flight may be. */
public final class SentOnce implements Guarantee {

    @Override
    public Stream<String> violations(Evidence evidence) {
        return evidence.published().stream().map(Published::eventId).distinct().flatMap(eventId -> {
            List<Posted> accepts = evidence.recordsOf(eventId).stream().flatMap(evidence::acceptsOf).distinct()
                    .toList();
            return accepts.size() > 1 ? Stream.of("%s: %s".formatted(eventId, accepts)) : Stream.empty();
        });
    }
}
