package dev.smsverification.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Rfc3339;
import dev.smsverification.replay.Filter;
import io.quarkus.runtime.configuration.DurationConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters are meant. */
final class FilterOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--reason", paramLabel = "R", description = "Given up for this reason, such as request_rejected; more than one"
            + " can be given.")
    private Set<String> reasons = new LinkedHashSet<>();

    @Option(names = "--error-code", paramLabel = "N", description = "Given up with this error code of Twilio's; more than one can be"
            + " given.")
    private Set<Integer> errorCodes = new LinkedHashSet<>();

    @Option(names = "--since", paramLabel = "T", description = "Given up at that time or later: 2026-04-01T12:00:00Z, or a time span"
            + " before now such as 5m.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private Optional<Long> limit = Optional.empty();

    Filter at(Instant now) {
        reasons.stream().filter(reason -> Reason.ofWord(reason).isEmpty()).findFirst().ifPresent(reason -> {
            throw wrong("--reason: " + reason + " is none of the reasons there are");
        });
        if (limit.filter(count -> count < 0).isPresent()) {
            throw wrong("--limit: has to be 0 or more");
        }
        return new Filter(reasons, errorCodes,
                since.map(text -> instant(text, now)), limit.orElse(Long.MAX_VALUE));
    }

    private Instant instant(String text, Instant now) {
        return Rfc3339.instant(text).or(() -> before(now, text)).orElseThrow(
                () -> wrong("--since: write a time such as 2026-04-01T12:00:00Z or a time span such as 5m"));
    }

    /** Empty for what is no time span, or a longer one than there are instants. */
    private static Optional<Instant> before(Instant now, String span) {
        try {
            return Optional.ofNullable(DurationConverter.parseDuration(span)).map(now::minus);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
