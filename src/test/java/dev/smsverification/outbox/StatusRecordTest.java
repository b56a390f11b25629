package dev.smsverification.outbox;

import static dev.smsverification.outbox.RecordFixtures.AT;
import static dev.smsverification.outbox.RecordFixtures.CODE;
import static dev.smsverification.outbox.RecordFixtures.consumed;
import static dev.smsverification.outbox.RecordFixtures.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

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

/** What is reported of each disposition keeps to the schema that is shipped. */
class StatusRecordTest {

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

    private static Result result(Received received, Disposition.Decided disposition) {
        return result(received, disposition, AT);
    }

    private static Result result(Received received, Disposition.Decided disposition, Instant at) {
        SmsRequest request = Consumed.decoded(received);
        return new Result(received, request.eventId(), Optional.of(request), disposition, at);
    }
}
