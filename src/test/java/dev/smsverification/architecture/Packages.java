package dev.smsverification.architecture;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The packages of the worker, and which of the others each may import. They point one way. */
final class Packages {

    static final String ROOT = "dev.smsverification";

    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries( //
            entry("setting", Set.of()), //
            entry("log", Set.of()), //
            entry("topic", Set.of("setting")), //
            entry("event", Set.of()), //
            entry("reload", Set.of("setting")), //
            entry("connector", Set.of("reload")), //
            entry("tracing", Set.of("setting", "log", "topic", "event")), //
            entry("guard", Set.of("event")), //
            entry("template", Set.of("setting", "log", "event", "reload", "connector")), //
            entry("delivery", Set.of("setting", "log", "topic", "event", "guard", "template")), //
            entry("twilio", Set.of("setting", "log", "event", "reload", "connector", "tracing", "delivery")), //
            entry("outbox", Set.of("topic", "event", "tracing", "delivery")), //
            entry("ledger", Set.of("topic", "event", "guard", "delivery")), //
            entry("intake", Set.of("log", "topic", "event", "tracing", "delivery", "ledger")), //
            entry("replay", Set.of("topic", "event")), //
            entry("ops",
                    Set.of("log", "topic", "event", "reload", "template", "delivery", "twilio", "ledger", "intake"))));

    /** Where the program starts: it may import everything, and nothing imports it. */
    static final String TOP = "cli";

    private Packages() {}

    static Set<String> all() {
        Set<String> all = new TreeSet<>(MAY_IMPORT.keySet());
        all.add(TOP);
        return all;
    }

    static Set<String> allowedIn(String name) {
        return name.equals(TOP) ? MAY_IMPORT.keySet() : MAY_IMPORT.get(name);
    }

    static Set<String> forbiddenIn(String name) {
        Set<String> forbidden = all();
        forbidden.removeAll(allowedIn(name));
        forbidden.remove(name);
        return forbidden;
    }
}
