package dev.smsverification.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:05Z");
    private static final Instant DUE = NOW.plusSeconds(1);
    private static final byte[] VALUE = "{}".getBytes(UTF_8);

    @Test
    void requestIsTriedAtOnceForTheFirstTime() {
        Received received = Received.request(Consumed.record("requests", VALUE, new RecordHeaders()), NOW);

        assertThat(received.attempt()).isEqualTo(new Attempt(1, NOW, NOW, false));
        assertThat(received.source()).isEqualTo(new Source("requests", 3, 42, Consumed.PUBLISHED));
    }

    @Test
    void requestWithoutATimestampCountsAsPublishedNow() {
        Received received = Received.request(new ConsumerRecord<>("requests", 3, 42, null, VALUE), NOW);

        assertThat(received.source().timestamp()).isEqualTo(NOW);
    }

    @Test
    void retryKnowsItsAttemptAndWhereItCameFrom() {
        Received received = retry(written(Map.of()));

        assertThat(received.attempt()).isEqualTo(new Attempt(2, DUE, Consumed.ARRIVED, true));
        assertThat(received.source()).isEqualTo(new Source("requests", 1, 7, Consumed.PUBLISHED));
    }

    @Test
    void retryGivesBackTheHeadersOfItsRequest() {
        Headers original = new RecordHeaders().add("a", new byte[]{0, (byte) 0xff}).add("a", null).add("b", VALUE);

        assertThat(retry(behind(original, written(Map.of()))).originalHeaders()).isEqualTo(original);
    }

    @Test
    void headersOfARequestAreItsOwnWhateverTheirNames() {
        Headers original = written(Map.of());

        Received request = Received.request(Consumed.record("requests", VALUE, original), NOW);

        assertThat(request.attempt().number()).isEqualTo(1);
        assertThat(request.originalHeaders()).isEqualTo(original);
    }

    @Test
    void requestWithHeadersOfTheSameNamesGetsThemBackFromItsRetry() {
        Headers original = written(Map.of(HeaderNames.RETRY_ATTEMPT, "9", HeaderNames.SOURCE_TOPIC, "mine"));

        Received received = retry(behind(original, written(Map.of())));

        assertThat(received.attempt().number()).isEqualTo(2);
        assertThat(received.source().topic()).isEqualTo("requests");
        assertThat(received.originalHeaders()).isEqualTo(original);
    }

    /** Also of those that a retry need not have. */
    @ParameterizedTest
    @ValueSource(strings = {HeaderNames.RETRY_TRACEPARENT, HeaderNames.RETRY_UNCERTAIN})
    void requestGetsItsLastHeaderBackWhateverItsName(String name) {
        Headers original = new RecordHeaders().add(name, VALUE);
        Headers added = written(Map.of());
        added.remove(HeaderNames.RETRY_UNCERTAIN);

        assertThat(retry(behind(original, added)).originalHeaders()).isEqualTo(original);
    }

    @Test
    void retryThatDoesNotSayWhetherItIsUncertainIsNot() {
        Headers original = new RecordHeaders().add("a", VALUE);
        Headers added = written(Map.of());
        added.remove(HeaderNames.RETRY_UNCERTAIN);

        Received received = retry(behind(original, added));

        assertThat(received.attempt().uncertain()).isFalse();
        assertThat(received.originalHeaders()).isEqualTo(original);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(nullValues = "-", value = {"retry-attempt,-", "retry-attempt,two", "retry-attempt,0", "retry-attempt,1",
            "retry-attempt,-1", "retry-attempt,99999999999", "retry-due-at,-", "retry-due-at,soon",
            "retry-due-at,+999999999-12-31T23:59:59Z",
            "retry-first-attempt-at,-", "retry-first-attempt-at,1775044800", "source-topic,-", "source-partition,-",
            "source-partition,x", "source-partition,-1", "source-offset,-", "source-offset,x", "source-timestamp,-",
            "source-timestamp,2026-04-01T12:00:00Z"})
    void whatDoesNotCarryTheHeadersOfARetryCountsAsARequest(String header, String value) {
        Headers headers = written(Map.of());
        headers.remove(header);
        if (value != null) {
            headers.add(header, value.getBytes(UTF_8));
        }

        Received received = retry(headers);

        assertThat(received.attempt()).isEqualTo(Attempt.first(NOW));
        assertThat(received.source().id()).isEqualTo("retries-3-42");
        assertThat(received.originalHeaders()).isEqualTo(headers);
    }

    @Test
    void knowsWhatHasBeenReplayed() {
        Headers headers = Consumed.headers(Map.of(HeaderNames.REPLAYED_AT, "2026-04-01T12:00:00Z"));

        assertThat(Consumed.request(VALUE, headers).replayed()).isTrue();
        assertThat(Consumed.request(VALUE).replayed()).isFalse();
    }

    /** The broker may have put that of the replay in its place. */
    @Test
    void whatHasBeenReplayedHasTheTimeOfItsFirstPublishing() {
        Instant first = Consumed.PUBLISHED.minusSeconds(60);

        assertThat(Consumed.request(VALUE, replayed(Long.toString(first.toEpochMilli()))).source())
                .isEqualTo(new Source("requests", 3, 42, first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "9999999999999999999"})
    void whatHasBeenReplayedAndDoesNotSayWhenItWasPublishedHasItsOwnTime(String timestamp) {
        assertThat(Consumed.request(VALUE, replayed(timestamp)).source().timestamp()).isEqualTo(Consumed.PUBLISHED);
    }

    @Test
    void whatHasBeenReplayedIsNotOlderThanItsOriginal() {
        String later = Long.toString(Consumed.PUBLISHED.plusMillis(1).toEpochMilli());

        assertThat(Consumed.request(VALUE, replayed(later)).source().timestamp()).isEqualTo(Consumed.PUBLISHED);
    }

    @Test
    void whatHasNotBeenReplayedHasItsOwnTime() {
        Headers headers = replayed("0").remove(HeaderNames.REPLAYED_AT);

        assertThat(Consumed.request(VALUE, headers).source().timestamp()).isEqualTo(Consumed.PUBLISHED);
    }

    private static Headers replayed(String timestamp) {
        return Consumed.headers(Map.of("replayed-at", Consumed.PUBLISHED.toString(), "replayed-timestamp", timestamp));
    }

    @Test
    void printsOnlyWhereItCameFrom() {
        assertThat(Consumed.signIn()).hasToString("Received[requests-3-42, attempt=1]");
    }

    private static Received retry(Headers headers) {
        return Received.retry(Consumed.record("retries", VALUE, headers), NOW);
    }

    /** The headers that a retry adds, some of them changed. */
    private static Headers written(Map<String, String> changes) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HeaderNames.SOURCE_TOPIC, "requests");
        headers.put(HeaderNames.SOURCE_PARTITION, "1");
        headers.put(HeaderNames.SOURCE_OFFSET, "7");
        headers.put(HeaderNames.SOURCE_TIMESTAMP, Long.toString(Consumed.PUBLISHED.toEpochMilli()));
        headers.put(HeaderNames.RETRY_ATTEMPT, "2");
        headers.put(HeaderNames.RETRY_DUE_AT, DUE.toString());
        headers.put(HeaderNames.RETRY_FIRST_ATTEMPT_AT, Consumed.ARRIVED.toString());
        headers.put(HeaderNames.RETRY_UNCERTAIN, "true");
        headers.putAll(changes);
        return Consumed.headers(headers);
    }

    private static Headers behind(Headers original, Headers added) {
        Headers all = new RecordHeaders(original);
        added.forEach(all::add);
        return all;
    }
}
