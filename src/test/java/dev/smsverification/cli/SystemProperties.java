package dev.smsverification.cli;

import java.util.HashSet;
import java.util.Set;

/** Sets system properties until it is closed. */
final class SystemProperties implements AutoCloseable {

    private final Set<String> keys = new HashSet<>();

    void set(String key, String value) {
        System.setProperty(key, value);
        keys.add(key);
    }

    void clear(String key) {
        System.clearProperty(key);
    }

    @Override
    public void close() {
        keys.forEach(this::clear);
    }
}
