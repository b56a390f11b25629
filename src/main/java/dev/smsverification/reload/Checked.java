package dev.smsverification.reload;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was made of files and settings, or what is wrong with them.
 *
 * @param value empty if something is wrong
 * @param problems what is wrong and what would be right, a line each, without secrets; empty if nothing is
 */
public record Checked<T>(Optional<T> value, List<String> problems) {

    public Checked {
        problems = List.copyOf(problems);
        if (value.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("either a value or problems");
        }
    }

    public static <T> Checked<T> good(T value) {
        return new Checked<>(Optional.of(value), List.of());
    }

    /** @param problems at least one */
    public static <T> Checked<T> bad(List<String> problems) {
        return new Checked<>(Optional.empty(), problems);
    }

    public <R> Checked<R> map(Function<T, R> function) {
        return new Checked<>(value.map(function), problems);
    }

    /** @throws IllegalStateException with the problems */
    public T orElseThrow() {
        return value.orElseThrow(() -> new IllegalStateException(String.join("\n", problems)));
    }
}
