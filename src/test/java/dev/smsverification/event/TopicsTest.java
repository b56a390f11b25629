package dev.smsverification.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

    private final Topics topics = Settings.topics();

    @ParameterizedTest(name = "{0} ms wait in {1}")
    @CsvSource({"0,retry-5s", "5000,retry-5s", "5001,retry-30s", "30000,retry-30s", "600000,retry-30s"})
    void whatWaitsStandsInFrontOfNothingShorter(long wait, String topic) {
        assertThat(topics.retry(Duration.ofMillis(wait))).isEqualTo(topic);
    }

    @Test
    void requestsAndAllRetriesAreConsumed() {
        assertThat(topics.consumed()).containsExactly("requests", "retry-5s", "retry-30s");
        assertThat(topics.all()).containsExactly("requests", "retry-5s", "retry-30s", "status", "dead-letter");
    }
}
