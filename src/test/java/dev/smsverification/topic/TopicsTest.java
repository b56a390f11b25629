package dev.smsverification.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.testing.Mappings;

class TopicsTest {

    private final Topics topics = Settings.topics();

    @ParameterizedTest(name = "{0} ms wait in {1}")
    @CsvSource({"0,retry-5s", "5000,retry-5s", "5001,retry-30s", "30000,retry-30s", "600000,retry-30s"})
    void whatWaitsStandsInFrontOfNothingShorter(long wait, String topic) {
        assertThat(topics.retry(Duration.ofMillis(wait))).isEqualTo(topic);
    }

    @ParameterizedTest
    @CsvSource({"5s,retry-5s", "2m,retry-120s", "PT1H,retry-3600s", "90,retry-90s", "1500ms,retry-1500ms",
            "500ms,retry-500ms"})
    void isNamedByItsDelayInSecondsOrWhereThatIsNotWholeInMilliseconds(String delay, String topic) {
        TopicsConfig config = Mappings.of(TopicsConfig.class,
                Map.of("sms.retry.delays", delay, "sms.topics.retry-prefix", "retry"));

        assertThat(Settings.topics(config).retry(Duration.ZERO)).isEqualTo(topic);
    }

    @Test
    void requestsAndAllRetriesAreConsumed() {
        assertThat(topics.consumed()).containsExactly("requests", "retry-5s", "retry-30s");
        assertThat(topics.all()).containsExactly("requests", "retry-5s", "retry-30s", "status", "dead-letter");
    }
}
