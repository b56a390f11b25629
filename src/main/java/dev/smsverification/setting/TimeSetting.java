package dev.smsverification.setting;

import java.time.Duration;

import org.eclipse.microprofile.config.spi.Converter;

import io.quarkus.runtime.configuration.DurationConverter;

/** A setting that is a time longer than nothing, as Quarkus writes it: {@code 500ms}, {@code 10s}, {@code 10m}. */
public final class TimeSetting implements Converter<Duration> {

    private static final DurationConverter ANY = new DurationConverter();

    /** @throws IllegalArgumentException where it is no time, or nothing or less */
    @Override
    public Duration convert(String text) {
        Duration time = ANY.convert(text);
        if (time != null && (time.isZero() || time.isNegative())) {
            throw new IllegalArgumentException("must be longer than nothing, such as 10s");
        }
        return time;
    }
}
