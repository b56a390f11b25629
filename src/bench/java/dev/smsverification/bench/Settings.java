package dev.smsverification.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What can be chosen with {@code -Dbench.…}; a mode has its own sizes where none is given. */
record Settings(List<String> modes, int rounds, List<Contender> contenders, int latencyMillis, int maxInFlight,
        List<String> jvm) {

    static Settings read() {
        return new Settings(words("modes", "drain"), number("rounds", 3),
                words("contenders", "worker,loop,parallel_consumer").stream()
                        .map(name -> Contender.valueOf(name.toUpperCase(java.util.Locale.ROOT))).toList(),
                number("latency", 100), number("max-in-flight", 1024),
                Stream.of(System.getProperty("bench.jvm", "").split(" ")).filter(word -> !word.isEmpty()).toList());
    }

    /** A number of the mode's own. */
    static int number(String name, int otherwise) {
        String value = System.getProperty("bench." + name, "");
        return value.isEmpty() ? otherwise : Integer.parseInt(value);
    }

    static List<String> words(String name, String otherwise) {
        String value = System.getProperty("bench." + name, "");
        return Arrays.asList((value.isEmpty() ? otherwise : value).split(","));
    }
}
