package dev.smsverification.chaos;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** What was done when. Safe for concurrent use. */
final class Journal {

    private final List<Incident> incidents = new CopyOnWriteArrayList<>();

    /** Does it and writes down how long it took. */
    void record(Incident.Kind kind, String who, IntSupplier open, Runnable deed) {
        int openBefore = open.getAsInt();
        Instant from = Instant.now();
        deed.run();
        Incident incident = new Incident(kind, who, from, Instant.now(), openBefore);
        incidents.add(incident);
        System.out.printf("  %s  %-14s %s%s%n", from.toString().substring(11, 23), kind, who,
                openBefore > 0 ? ", " + openBefore + " requests open" : "");
    }

    List<Incident> incidents() {
        return incidents;
    }
}
