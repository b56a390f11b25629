package dev.smsverification.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import dev.smsverification.twilio.Reply.Answer;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AnswersTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final String SID = "SM" + "0a".repeat(16);

    private final Answers answers = new Answers(new ErrorCodes(Map.of()));

    @Test
    void takesA201ForAccepted() {
        assertThat(toMessage(201, "{'sid':'" + SID + "','status':'queued','num_segments':'2','error_code':null}"))
                .isEqualTo(new Outcome.Accepted(SID, Optional.of("queued"), OptionalInt.of(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'0'", "null", "'many'", "[]", "-1", "'99999999999'"})
    void leavesUncountedSegmentsOut(String segments) {
        assertThat(toMessage(201, "{'sid':'" + SID + "','status':'accepted','num_segments':" + segments + "}"))
                .isEqualTo(new Outcome.Accepted(SID, Optional.of("accepted"), OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'<b>+12025550170</b>'", "null", "[]"})
    void neverRepeatsWhatCannotBeAStatus(String status) {
        assertThat(toMessage(201, "{'sid':'" + SID + "','status':" + status + "}"))
                .isEqualTo(new Outcome.Accepted(SID, Optional.empty(), OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "undelivered"})
    void takesAFailedMessageForARefusal(String status) {
        assertThat(toMessage(201, "{'sid':'" + SID + "','status':'" + status + "','error_code':21610}"))
                .isEqualTo(new Outcome.Rejected(Reason.RECIPIENT_UNSUBSCRIBED, OptionalInt.of(21610)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"30007,30007", "'\"30007\"',30007", "null,none", "'{}',none"})
    void takesAFailedMessageForARefusalWhateverItsCode(String json, Integer code) {
        assertThat(toMessage(201, "{'sid':'" + SID + "','status':'failed','error_code':" + json + "}"))
                .isEqualTo(new Outcome.Rejected(Reason.REQUEST_REJECTED,
                        code == null ? OptionalInt.empty() : OptionalInt.of(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<html></html>", "{", "{'sid':'SM12", "{}", "[]", "null", "42", "'text'",
            "{'sid':null}", "{'sid':42}", "{'sid':'SM12'}", "{'sid':'AC00000000000000000000000000000001'}"})
    void isUncertainOfASuccessWithoutASid(String body) {
        assertThat(toMessage(200, body))
                .isEqualTo(new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html></html>", "{'code':", "{}", "[]", "{'code':'x'}", "{'code':{}}", "{'code':-1}"})
    void fallsBackOnTheStatusWithoutACode(String body) {
        assertThat(toMessage(401, body)).isEqualTo(new Outcome.AccountProblem(OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"0,0", "7,7", "' 7 ',7", "'Wed, 01 Apr 2026 12:01:30 GMT',90",
            "'Wed, 01 Apr 2026 11:00:00 GMT',0", "soon,none", "-1,none", "'',none", "1.5,none", "99999999999,none"})
    void honoursRetryAfter(String header, Long seconds) {
        Answer answer = new Answer(429, Optional.of(header), Buffer.buffer("{\"code\":20429}"));

        assertThat(answers.toMessage(answer, NOW)).isEqualTo(new Outcome.Throttled(
                Optional.ofNullable(seconds).map(Duration::ofSeconds), OptionalInt.of(20429)));
        assertThat(answers.toMessage(new Answer(503, Optional.of(header), Buffer.buffer("{\"code\":20503}")), NOW))
                .isEqualTo(new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.of(20503),
                        Optional.ofNullable(seconds).map(Duration::ofSeconds)));
    }

    @ParameterizedTest
    @CsvSource({"400,21211", "404,99999", "500,20500"})
    void leavesAMessageUncertainWhenTheQuestionIsRefused(int status, int code) {
        Outcome outcome = answers.unanswered(answer(status, "{'code':" + code + "}"), NOW);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Uncertain.class,
                uncertain -> assertThat(uncertain.reason()).isEqualTo(Reason.PROVIDER_ERROR));
    }

    @Test
    void passesOnWhatAQuestionTellsAboutTheAccount() {
        assertThat(answers.unanswered(answer(401, "{'code':20003}"), NOW))
                .isEqualTo(new Outcome.AccountProblem(OptionalInt.of(20003)));
        assertThat(answers.unanswered(answer(429, ""), NOW)).isInstanceOf(Outcome.Throttled.class);
    }

    @Property
    void survivesAnyBytes(@ForAll byte[] body, @ForAll @IntRange(min = 200, max = 599) int status) {
        Outcome outcome = answers.toMessage(new Answer(status, Optional.empty(), Buffer.buffer(body)), NOW);

        assertThat(outcome).isNotInstanceOf(Outcome.Accepted.class);
    }

    @Property
    void survivesAnyJson(@ForAll("objects") String body, @ForAll @IntRange(min = 200, max = 599) int status) {
        Outcome outcome = answers.toMessage(answer(status, body), NOW);

        if (outcome instanceof Outcome.Accepted accepted) {
            assertThat(status).isLessThan(300);
            assertThat(accepted.messageSid()).isEqualTo(SID);
        }
    }

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> names = Arbitraries.of("sid", "status", "error_code", "num_segments", "code", "message");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of("'" + SID + "'", "'failed'", "'queued'", "null", "true", "[[]]", "{'code':1}", "1e400"),
                Arbitraries.integers().map(String::valueOf), Arbitraries.bigDecimals().map(String::valueOf),
                Arbitraries.strings().alpha().numeric().map(text -> "'" + text + "'"));
        return Arbitraries.maps(names, values).ofMaxSize(6).map(map -> "{"
                + String.join(",", map.entrySet().stream().map(e -> "'" + e.getKey() + "':" + e.getValue()).toList())
                + "}");
    }

    private Outcome toMessage(int status, String body) {
        return answers.toMessage(answer(status, body), NOW);
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, Optional.empty(), Buffer.buffer(body.replace('\'', '"')));
    }
}
