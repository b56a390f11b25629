package dev.smsverification.guarantee;

import java.util.stream.Stream;

/** No request is dead-lettered twice. Only a kill between a dead letter and its status may leave a second copy. */
public final class DeadLetteredOnce implements Guarantee {

    @Override
    public Stream<String> violations(Evidence evidence) {
        return evidence.published().stream().filter(request -> evidence.deadLettersOf(request).size() > 1)
                .map(request -> "%s: %s".formatted(request, evidence.deadLettersOf(request)));
    }
}
