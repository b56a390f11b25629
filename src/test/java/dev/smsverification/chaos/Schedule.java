package dev.smsverification.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is done when: the same for the same seed and length.
 *
 * @param workers SIGKILL and SIGTERM, in the order of time
 * @param brokers stops, never of two at once
 */
record Schedule(List<Move> workers, List<Move> brokers) {

    /** @param size how many workers, and how many brokers */
    static Schedule of(long seed, Duration length, int size) {
        Random random = new Random(seed);
        List<Move> workers = new ArrayList<>();
        Duration end = length.minusSeconds(4);
        for (Duration at = between(random, 5_000, 8_000); at.compareTo(end) < 0; at = at
                .plus(between(random, 7_000, 12_000))) {
            // In turns: chance alone could leave one of them out in a short run.
            Move.Kind kind = workers.size() % 2 == 0 ? Move.Kind.KILL : Move.Kind.TERMINATE;
            workers.add(new Move(at, kind, random.nextInt(size), between(random, 500, 3_000)));
        }
        List<Move> brokers = new ArrayList<>();
        int first = random.nextInt(size);
        for (Duration at = between(random, 8_000, 12_000); at.compareTo(end) < 0; at = at
                .plus(between(random, 14_000, 20_000))) {
            brokers.add(new Move(at, Move.Kind.STOP_BROKER, (first + brokers.size()) % size,
                    between(random, 3_000, 7_000)));
        }
        return new Schedule(workers, brokers);
    }

    private static Duration between(Random random, int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most));
    }
}
