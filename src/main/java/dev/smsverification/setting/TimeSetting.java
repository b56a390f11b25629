package dev.smsverification.setting;

import java.time.Duration;

import org.eclipse.microprofile.config.spi.Converter;

import io.quarkus.runtime.configuration.DurationConverter;

/** A setting that is a time from 1 ms to 30 days, which every timer takes, as Quarkus writes it: {@code 500ms}, {@code 10s}, {@code 10m}. */
public final class TimeSetting implements Converter<Duration> {

    private static final DurationConverter ANY = new DurationConverter();
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofDays(30);

    /** @throws IllegalArgumentException where it is no time, or out of bounds */
    @Override
    public Duration convert(String text) {
        Duration time = read(text);
        if (time != null && (time.isZero() || time.isNegative())) {
            throw new IllegalArgumentException("must be longer than nothing, such as 10s");
        }
        if (time != null && (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0)) {
            throw outOfBounds();
        }
        return time;
    }

    private static Duration read(String text) {
        try {
            return ANY.convert(text);
        } catch (ArithmeticException tooLong) {
            throw outOfBounds();
        }
    }

    private static IllegalArgumentException outOfBounds() {
        return new IllegalArgumentException("must be from 1ms to 30d");
    }
}
