package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;

import com.carrotsearch.hppc.BitMixer;
import com.carrotsearch.hppc.LongLongHashMap;

/**
 * A bounded cache in two generations: a number for each key, for a limited time. An entry takes 22 bytes; there are at most twice as many
 * as the capacity. Keys are 64-bit hashes; among a million of them two are the same with a probability of about 3 in 10^8.
 */
final class Recent {

    /** The value of a key of which nothing is remembered. */
    static final long NOTHING = -1;

    /** What fits into a hash table of 2^19 slots, which takes 8 MiB; a few more would double that. */
    static final int CAPACITY = 390_000;

    private final Duration atLeast;
    private final int capacity;
    private LongLongHashMap current = new LongLongHashMap();
    private LongLongHashMap previous = new LongLongHashMap();
    private Instant turn = Instant.EPOCH;

    /** @param atLeast how long an entry is remembered, unless more than {@code capacity} others come in that time */
    Recent(Duration atLeast, int capacity) {
        this.atLeast = atLeast;
        this.capacity = capacity;
    }

    static long key(String text) {
        return hash(0xcbf29ce484222325L, text);
    }

    static long key(String one, String other) {
        return hash(hash(key(one), " "), other);
    }

    static long key(long one, long two, long three) {
        return BitMixer.mix64(BitMixer.mix64(BitMixer.mix64(one) + two) + three);
    }

    /** Has what is put from now on remembered until then, also where that is later than usual. */
    void rememberUntil(Instant end) {
        Instant latest = end.minus(atLeast);
        if (latest.isAfter(turn)) {
            turn = latest;
        }
    }

    void put(long key, long value, Instant now) {
        if (now.isAfter(turn) || current.size() >= capacity) {
            previous = current;
            current = new LongLongHashMap();
            turn = now.plus(atLeast);
        }
        current.put(key, value);
    }

    long get(long key) {
        long value = current.getOrDefault(key, NOTHING);
        return value == NOTHING ? previous.getOrDefault(key, NOTHING) : value;
    }

    /** FNV-1a, 64 bits. */
    private static long hash(long before, String text) {
        long hash = before;
        for (int n = 0; n < text.length(); n++) {
            hash = (hash ^ text.charAt(n)) * 0x100000001b3L;
        }
        return hash;
    }
}
