package dev.smsverification.ops;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.interceptor.Interceptor;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Outbox;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
import dev.smsverification.template.CurrentTemplates;
import dev.smsverification.twilio.ErrorCodes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/** Counts results once they are durable. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
class InstrumentedOutbox implements Outbox {

    private static final Duration[] AROUND_THE_OBJECTIVE = {Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10),
            Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(10)};

    /** A request may claim any time, and a timer overflows beyond 292 years. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Outbox outbox;
    private final CurrentTemplates templates;
    private final ErrorCodes errorCodes;
    private final MeterCache<StatusLabels, Counter> statuses;
    private final MeterCache<Reason, Counter> deadLetters;
    private final Timer accepted;

    InstrumentedOutbox(@Any @Delegate Outbox outbox, CurrentTemplates templates, ErrorCodes errorCodes,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.templates = templates;
        this.errorCodes = errorCodes;
        this.statuses = new MeterCache<>(labels -> Counter.builder(MetricNames.STATUS)
                .description("Status records written.")
                .tag(MetricNames.LABEL_STATUS, labels.status().name())
                .tag(MetricNames.LABEL_REASON, labels.reason())
                .tag(MetricNames.LABEL_USAGE_TYPE, labels.usageType())
                .tag(MetricNames.LABEL_COUNTRY, labels.country())
                .tag(MetricNames.LABEL_ERROR_CODE, labels.errorCode()).register(meters));
        this.deadLetters = new MeterCache<>(reason -> Counter.builder(MetricNames.DEAD_LETTERS)
                .description("Requests given up and kept in the dead-letter topic.")
                .tag(MetricNames.LABEL_REASON, reason.word()).register(meters));
        // Registered at once: a counter that first appears with the value 1 does not count as an increase for Prometheus.
        Stream.of(Reason.values()).forEach(deadLetters::of);
        this.accepted = Timer.builder(MetricNames.ACCEPTED)
                .description("From the time a code was requested to Twilio's acceptance of its message.")
                .serviceLevelObjectives(AROUND_THE_OBJECTIVE).register(meters);
    }

    private record StatusLabels(Status status, String reason, String usageType, String country, String errorCode) {}

    @Override
    public Uni<Result> publish(Result result) {
        return outbox.publish(result).invoke(this::count);
    }

    private void count(Result written) {
        statuses.of(labels(written)).increment();
        if (written.disposition() instanceof Disposition.Sent) {
            written.request().ifPresent(request -> accepted.record(
                    Collections.min(List.of(Duration.between(request.requestedAt(), written.at()), LONGEST))));
        }
        if (written.disposition() instanceof Disposition.DeadLetter dead) {
            deadLetters.of(dead.reason()).increment();
        }
    }

    private StatusLabels labels(Result written) {
        Disposition.Decided disposition = written.disposition();
        String reason = disposition.why().map(Reason::word).orElse(MetricNames.NONE);
        String usageType = written.request().map(SmsRequest::usageType).map(this::known).orElse(MetricNames.NONE);
        String country = written.request().map(SmsRequest::phone).map(PhoneNumber::country).orElse(MetricNames.NONE);
        return new StatusLabels(disposition.status(), reason, usageType, country, known(disposition.errorCode()));
    }

    /** Publishers may invent usage types; the number of templates bounds that of the series. */
    private String known(String usageType) {
        return templates.current().has(usageType) ? usageType : MetricNames.OTHER;
    }

    private String known(OptionalInt code) {
        if (code.isEmpty()) {
            return MetricNames.NONE;
        }
        return errorCodes.knows(code.getAsInt()) ? Integer.toString(code.getAsInt()) : MetricNames.OTHER;
    }
}
