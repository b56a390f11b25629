package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;

import com.carrotsearch.hppc.LongLongHashMap;

/**
 * Remembers a number for each key for a while, in memory that has a bound: 16 bytes an entry, twice the capacity at most.
 * Keys are kept as 64-bit hashes; among a million keys two are taken for one with a probability of about 3 in 10^8.
 */
final class Recent {

    /** No number is remembered. */
    static final long NOTHING = -1;

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

    void put(String key, long value, Instant now) {
        if (now.isAfter(turn) || current.size() >= capacity) {
            previous = current;
            current = new LongLongHashMap();
            turn = now.plus(atLeast);
        }
        current.put(hash(key), value);
    }

    long get(String key) {
        long hash = hash(key);
        return current.getOrDefault(hash, previous.getOrDefault(hash, NOTHING));
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int n = 0; n < key.length(); n++) {
            hash = (hash ^ key.charAt(n)) * 0x100000001b3L;
        }
        return hash;
    }
}
