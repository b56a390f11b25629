package dev.smsverification.outbox;

import static dev.smsverification.outbox.RecordFixtures.AT;
import static dev.smsverification.outbox.RecordFixtures.CODE;
import static dev.smsverification.outbox.RecordFixtures.consumed;
import static dev.smsverification.outbox.RecordFixtures.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import dev.smsverification.contract.ContractSchemas;
import dev.smsverification.delivery.Disposition;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;

/** Retries and dead letters are their requests, with headers that keep to the schemas that are shipped. */
class RecordsTest {

    @Test
    void retryIsItsRequestAndSaysWhichAttemptIsDue() {
        Headers original = Consumed.headers(Map.of("mine", "1"));
        Received received = Consumed.request(Consumed.signIn().record().value(), original);
        Attempt next = received.attempt().next(AT.plusSeconds(5), true);

        var retry = Records.retry(received, next, "retry-5s");

        assertThat(ContractSchemas.retryHeaders(retry.headers())).isEmpty();
        assertThat(retry.topic()).isEqualTo("retry-5s");
        assertThat(retry.partition()).isEqualTo(Consumed.PARTITION);
        assertThat(retry.key()).isEqualTo(received.record().key());
        assertThat(retry.value()).isEqualTo(received.record().value());
        Received again = Received.retry(consumed(retry), AT);
        assertThat(again.attempt()).isEqualTo(next);
        assertThat(again.source()).isEqualTo(received.source());
        assertThat(again.originalHeaders()).isEqualTo(original);
    }

    @Test
    void retryOfARetryCarriesTheHeadersOfTheLastOneOnly() {
        Received first = Consumed.signIn();
        Attempt second = first.attempt().next(AT.plusSeconds(5), false);
        Received retried = Received.retry(consumed(Records.retry(first, second, "retry-5s")), AT);

        var retry = Records.retry(retried, second.next(AT.plusSeconds(35), false), "retry-30s");

        assertThat(retry.headers().headers(HeaderNames.RETRY_ATTEMPT)).singleElement()
                .satisfies(header -> assertThat(header.value()).isEqualTo("3".getBytes(UTF_8)));
        assertThat(retry.headers().toArray()).extracting(Header::key).doesNotHaveDuplicates()
                .containsExactly(HeaderNames.SOURCE_TOPIC, HeaderNames.SOURCE_PARTITION, HeaderNames.SOURCE_OFFSET,
                        HeaderNames.SOURCE_TIMESTAMP, HeaderNames.RETRY_ATTEMPT, HeaderNames.RETRY_DUE_AT,
                        HeaderNames.RETRY_FIRST_ATTEMPT_AT, HeaderNames.RETRY_UNCERTAIN);
    }

    @Test
    void deadLetterIsItsRequestAndSaysWhyItIsDead() {
        Headers original = new RecordHeaders().add("a", new byte[]{0, (byte) 0xff}).add("a", null).add("b", null);
        Received received = Consumed.request(new byte[]{(byte) 0xfe}, original);
        var why = new Disposition.DeadLetter(Reason.INVALID_ENCODING, CODE,
                Optional.of("the value is not UTF-8"));

        var letter = Records.deadLetter(received, why, AT, "dead-letter");

        assertThat(letter.topic()).isEqualTo("dead-letter");
        assertThat(letter.key()).isEqualTo(received.record().key());
        assertThat(letter.value()).isEqualTo(received.record().value());
        assertThat(Stream.of(letter.headers().toArray()).limit(3)).containsExactly(original.toArray());
        letter.headers().remove("a").remove("b");
        assertThat(ContractSchemas.deadLetterHeaders(letter.headers())).isEmpty();
        assertThat(letter.headers()).isEqualTo(written("dead-letter-reason", "invalid_encoding", "dead-letter-cause",
                "the value is not UTF-8", "dead-letter-topic", "requests", "dead-letter-partition", "3",
                "dead-letter-offset", "42", "dead-letter-timestamp", "1775044800000", "dead-letter-error-code", "21610",
                "dead-letter-attempts", "1",
                "dead-letter-at", "2026-04-01T12:00:00.500Z"));
    }

    @Test
    void deadLetterOfATombstoneIsATombstone() {
        var letter = Records.deadLetter(Consumed.request((byte[]) null),
                failed(Reason.EMPTY_VALUE, OptionalInt.empty()),
                AT, "dead-letter");

        assertThat(letter.value()).isNull();
        assertThat(ContractSchemas.deadLetterHeaders(letter.headers())).isEmpty();
    }

    private static Headers written(String... namesAndValues) {
        Headers headers = new RecordHeaders();
        for (int n = 0; n < namesAndValues.length; n += 2) {
            headers.add(namesAndValues[n], namesAndValues[n + 1].getBytes(UTF_8));
        }
        return headers;
    }
}
