package dev.smsverification.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.contract.ContractSchemas;
import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;

/** What is written down of each disposition keeps to the schemas that are shipped. */
class RecordsTest {

    private static final Instant AT = Consumed.ARRIVED.plusMillis(320);
    private static final OptionalInt CODE = OptionalInt.of(21610);
    private static final String SIGN_IN = "{'phone':'+12025550110','usageType':'SignIn','code':'012345'}";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** One worker gave it up, with a clock that is behind the publisher's, and another reports it. */
    @Test
    void tellsOfNoTimeLessThanNone() {
        Result early = result(Consumed.signIn(), failed(Reason.TEMPLATE_MISSING, OptionalInt.empty()),
                Consumed.PUBLISHED.minusMillis(45));

        var status = Records.status(early, "status");

        assertThat(ContractSchemas.statusRecord(consumed(status))).isEmpty();
        assertThat(new String(status.value(), UTF_8)).contains("\"latencyMs\":0,");
    }

    @ParameterizedTest
    @MethodSource
    void statusOfEachDispositionKeepsToTheContract(Disposition.Decided disposition, String value) {
        var status = Records.status(result(Consumed.signIn(), disposition), "status");

        assertThat(ContractSchemas.statusRecord(consumed(status))).isEmpty();
        assertThat(status.topic()).isEqualTo("status");
        assertThat(status.partition()).isEqualTo(Consumed.PARTITION);
        assertThat(new String(status.value(), UTF_8)).isEqualTo(
                """
                {"eventId":"e-1",%s,"phone":"+1********10","country":"US","usageType":"SignIn",\
                "requestedAt":"2026-04-01T12:00:00.000Z","latencyMs":500,"attempt":1,"occurredAt":"2026-04-01T12:00:00.500Z",\
                "source":{"topic":"requests","partition":3,"offset":42}}"""
                        .formatted(value.replace('\'', '"')));
    }

    static Stream<Arguments> statusOfEachDispositionKeepsToTheContract() {
        String sid = "SM0123456789abcdef0123456789abcdef";
        return Stream.of( //
                argumentSet("sent",
                        new Disposition.Sent(new Outcome.Accepted(sid, Optional.of("queued"), OptionalInt.of(2))),
                        "'status':'SENT','messageSid':'" + sid + "','providerStatus':'queued','segments':2"),
                argumentSet("sent, and nothing known of it",
                        new Disposition.Sent(new Outcome.Accepted(sid, Optional.empty(), OptionalInt.empty())),
                        "'status':'SENT','messageSid':'" + sid + "'"),
                argumentSet("retrying",
                        new Disposition.RetryAt(Attempt.first(AT).next(AT.plusSeconds(5), false), Reason.THROTTLED,
                                CODE),
                        "'status':'RETRYING','reason':'throttled','errorCode':21610,"
                                + "'nextAttemptAt':'2026-04-01T12:00:05.500Z'"),
                argumentSet("failed", failed(Reason.RECIPIENT_UNSUBSCRIBED, CODE),
                        "'status':'FAILED','reason':'recipient_unsubscribed','errorCode':21610"),
                argumentSet("failed without a code of the provider",
                        failed(Reason.ATTEMPTS_EXHAUSTED, OptionalInt.empty()),
                        "'status':'FAILED','reason':'attempts_exhausted'"),
                argumentSet("expired before the next attempt",
                        new Disposition.DeadLetter(Reason.CODE_EXPIRED, CODE, Optional.empty()),
                        "'status':'EXPIRED','reason':'code_expired','errorCode':21610"),
                argumentSet("expired", new Disposition.Dropped(Status.EXPIRED, Reason.CODE_EXPIRED),
                        "'status':'EXPIRED','reason':'code_expired'"),
                argumentSet("superseded", new Disposition.Dropped(Status.SUPERSEDED, Reason.NEWER_CODE_EXISTS),
                        "'status':'SUPERSEDED','reason':'newer_code_exists'"),
                argumentSet("duplicate", new Disposition.Dropped(Status.DUPLICATE, Reason.ALREADY_HANDLED),
                        "'status':'DUPLICATE','reason':'already_handled'"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NEWER_CODE_EXISTS", "ALREADY_HANDLED"})
    void statusMayGiveEveryReasonForAFailure(Reason reason) {
        var status = Records.status(result(Consumed.signIn(), failed(reason, OptionalInt.empty())), "status");

        assertThat(ContractSchemas.statusRecord(consumed(status))).isEmpty();
    }

    @Test
    void statusOfWhatIsNoRequestSaysOnlyWhereItStands() {
        var malformed = new Disposition.DeadLetter(Reason.NOT_JSON, OptionalInt.empty(),
                Optional.of("the value is not JSON"));
        Received received = Consumed.request(new byte[]{1});

        var status = Records.status(new Result(received, received.source().id(), Optional.empty(), malformed, AT),
                "status");

        assertThat(ContractSchemas.statusRecord(consumed(status))).isEmpty();
        assertThat(new String(status.value(), UTF_8)).isEqualTo(
                """
                {"eventId":"requests-3-42","status":"FAILED","reason":"not_json","attempt":1,\
                "occurredAt":"2026-04-01T12:00:00.500Z","source":{"topic":"requests","partition":3,"offset":42}}""");
    }

    @Test
    void statusOfWhatIsTooLargeToBeKeptSaysSo() {
        Result result = result(Consumed.signIn(), failed(Reason.RECIPIENT_REJECTED, CODE)).tooLarge();

        var status = Records.status(result, "status");

        assertThat(ContractSchemas.statusRecord(consumed(status))).isEmpty();
        assertThat(new String(status.value(), UTF_8)).contains("'status':'FAILED','reason':'record_too_large',"
                .replace('\'', '"'));
    }

    @Test
    void statusNamesTheLocaleAndTheTraceOfItsRequest() {
        Received received = Consumed.request(
                "{'phone':'4520123456','usageType':'Register','code':'1','locale':'da-dk'}",
                Map.of(HeaderNames.TRACEPARENT, TRACE));

        var status = Records.status(result(received, failed(Reason.THROTTLED, CODE)), "status");

        assertThat(ContractSchemas.statusRecord(consumed(status))).isEmpty();
        assertThat(new String(status.value(), UTF_8)).contains("\"locale\":\"da-DK\"", "\"country\":\"DK\"");
        assertThat(status.headers().lastHeader(HeaderNames.TRACEPARENT).value()).isEqualTo(TRACE.getBytes(UTF_8));
    }

    /** What is none could be anything: a number, or too large to be written. */
    @ParameterizedTest
    @ValueSource(strings = {"+12025550110", "", "00-x", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"})
    void statusHasNoTraceThatIsNone(String trace) {
        var status = Records.status(result(Consumed.request("{'phone':'4520123456','usageType':'Register','code':'1'}",
                Map.of(HeaderNames.TRACEPARENT, trace)), failed(Reason.THROTTLED, CODE)), "status");

        assertThat(status.headers().lastHeader(HeaderNames.TRACEPARENT)).isNull();
    }

    @Test
    void statusHasOfATraceWhatEveryVersionKnows() {
        var status = Records.status(result(Consumed.request("{'phone':'4520123456','usageType':'Register','code':'1'}",
                Map.of(HeaderNames.TRACEPARENT, TRACE + "-" + "x".repeat(1_000_000))), failed(Reason.THROTTLED, CODE)),
                "status");

        assertThat(status.headers().lastHeader(HeaderNames.TRACEPARENT).value()).isEqualTo(TRACE.getBytes(UTF_8));
    }

    /** Where the copy of a dead letter is kept no longer, this is how a replay knows that it was there. */
    @Test
    void statusOfAReplaySaysWhichDeadLetterItWas() {
        Received replayed = Consumed.request(SIGN_IN, Map.of(HeaderNames.REPLAYED_FROM, "dead-letter-2-17"));

        var status = Records.status(result(replayed, failed(Reason.THROTTLED, CODE)), "status");

        assertThat(ContractSchemas.statusRecord(consumed(status))).isEmpty();
        assertThat(status.headers().lastHeader(HeaderNames.REPLAYED_FROM).value()).asString()
                .isEqualTo("dead-letter-2-17");
    }

    /** Whoever publishes may write anything there. */
    @ParameterizedTest
    @ValueSource(strings = {"", "+12025550110", "dead letter-0-0", "dead-letter-0-", "dead-letter-0-0 "})
    void statusNamesNoDeadLetterThatIsNone(String place) {
        Received received = Consumed.request(SIGN_IN, Map.of(HeaderNames.REPLAYED_FROM, place));

        var status = Records.status(result(received, failed(Reason.THROTTLED, CODE)), "status");

        assertThat(status.headers().lastHeader(HeaderNames.REPLAYED_FROM)).isNull();
    }

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

    private static Result result(Received received, Disposition.Decided disposition) {
        return result(received, disposition, AT);
    }

    private static Result result(Received received, Disposition.Decided disposition, Instant at) {
        SmsRequest request = Consumed.decoded(received);
        return new Result(received, request.eventId(), Optional.of(request), disposition, at);
    }

    private static Disposition.DeadLetter failed(Reason reason, OptionalInt code) {
        return new Disposition.DeadLetter(reason, code, Optional.empty());
    }

    private static Headers written(String... namesAndValues) {
        Headers headers = new RecordHeaders();
        for (int n = 0; n < namesAndValues.length; n += 2) {
            headers.add(namesAndValues[n], namesAndValues[n + 1].getBytes(UTF_8));
        }
        return headers;
    }

    private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> written) {
        return new ConsumerRecord<>(written.topic(), 0, 0, AT.toEpochMilli(), TimestampType.CREATE_TIME, 0, 0,
                written.key(), written.value(), written.headers(), Optional.empty());
    }
}
