package dev.smsverification.demo;

import java.util.List;
import java.util.Optional;

import dev.smsverification.testing.Request;

/**
 * One event of the scenario and what should become of it. Prints only its name.
 *
 * @param name what the table calls it
 * @param id the event's own id, if it has one
 * @param key the record's key; null for none
 * @param value the record's value
 * @param expected the statuses in order, each with its reason if it has one, such as {@code RETRYING throttled}
 */
record Step(String name, Optional<String> id, String key, byte[] value, List<String> expected) {

    static Step of(String name, Request request, String... expected) {
        return new Step(name, Optional.of(request.id()), request.phone(), request.bytes(), List.of(expected));
    }

    static Step of(String name, byte[] value, String... expected) {
        return new Step(name, Optional.empty(), null, value, List.of(expected));
    }

    @Override
    public String toString() {
        return "Step[" + name + "]";
    }
}
