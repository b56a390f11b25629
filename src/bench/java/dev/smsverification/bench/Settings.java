package dev.smsverification.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
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

    /**
     * Measures every contender in every round. Broker and stand-in become quicker with each: nobody is always the first.
     *
     * @param measure one contender in one round, from 1
     */
    List<Measurement> inTurns(BiFunction<Contender, Integer, Measurement> measure) {
        List<Contender> order = new ArrayList<>(contenders);
        List<Measurement> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : order) {
                all.add(measure.apply(contender, round));
            }
            Collections.rotate(order, 1);
        }
        return all;
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
