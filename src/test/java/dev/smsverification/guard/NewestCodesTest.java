package dev.smsverification.guard;

import static dev.smsverification.event.Consumed.moved;
import static dev.smsverification.guard.Requests.NOW;
import static dev.smsverification.guard.Requests.TTL;
import static dev.smsverification.guard.Requests.decode;
import static dev.smsverification.guard.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.event.Received;
import dev.smsverification.event.Source;

class NewestCodesTest {

    private final NewestCodes newest = new NewestCodes(TTL);

    @Test
    void refusesAnOlderCodeForThePhoneAndUsageType() {
        add(request("SignIn", NOW, NOW.plus(TTL)));

        assertThat(superseded(moved(request("SignIn", NOW.minusMillis(1), NOW.plus(TTL)), 43))).isTrue();
        assertThat(superseded(moved(request("Register", NOW.minusMillis(1), NOW.plus(TTL)), 43))).isFalse();
    }

    @Test
    void refusesTheFirstOfTwoCodesOfOneMillisecond() {
        Received first = request("SignIn", NOW, NOW.plus(TTL));
        Received second = moved(first, 43);

        add(second);
        add(first);

        assertThat(superseded(first)).isTrue();
        assertThat(superseded(second)).isFalse();
    }

    @Test
    void refusesAnOlderCodeThatStandsAtTheSameOffsetOfAnotherPartition() {
        Received older = request("SignIn", NOW.minusMillis(1), NOW.plus(TTL));
        Source source = older.source();
        newest.add(decode(request("SignIn", NOW, NOW.plus(TTL))),
                new Source(source.topic(), source.partition() + 1, source.offset(), NOW), NOW);

        assertThat(superseded(older)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01T00:00:00Z", "1500-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"})
    void codeFromTheDistantPastIsOlderThanAnyOther(Instant past) {
        add(request("SignIn", past, NOW.plus(TTL)));

        assertThat(superseded(request("SignIn", past, NOW.plus(TTL)))).isFalse();
        assertThat(superseded(request("SignIn", NOW, NOW.plus(TTL)))).isFalse();
    }

    private void add(Received received) {
        newest.add(decode(received), received.source(), NOW);
    }

    private boolean superseded(Received received) {
        return newest.superseded(decode(received), received.source(), false);
    }
}
