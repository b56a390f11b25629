package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.replay.Filter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class FilterOptionsTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Command
    private static final class Host {

        @Mixin
        private FilterOptions filter;
    }

    @Test
    void meanEveryDeadLetterWhereNoneIsGiven() {
        assertThat(filter()).isEqualTo(new Filter(Set.of(), Set.of(), Optional.empty(), Long.MAX_VALUE));
    }

    @Test
    void meanTheDeadLettersThatAllOfThemDescribe() {
        assertThat(filter("--reason", "provider_error", "--reason", "request_rejected", "--error-code", "30003",
                "--error-code", "21610", "--since", "5m", "--limit", "7"))
                .isEqualTo(new Filter(Set.of("provider_error", "request_rejected"), Set.of(30003, 21610),
                        Optional.of(Instant.parse("2026-04-01T11:55:00Z")), 7));
    }

    @ParameterizedTest
    @CsvSource({"2026-04-01T14:00:00+02:00,2026-04-01T12:00:00Z", "90s,2026-04-01T11:58:30Z",
            "PT1H,2026-04-01T11:00:00Z", "30,2026-04-01T11:59:30Z"})
    void takeATimeOrATimeSpanBeforeNow(String text, Instant since) {
        assertThat(filter("--since", text).since()).contains(since);
    }

    private static Filter filter(String... arguments) {
        return CommandLine.populateCommand(new Host(), arguments).filter.at(NOW);
    }
}
