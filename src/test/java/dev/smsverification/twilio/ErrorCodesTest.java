package dev.smsverification.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.twilio.Reply.Answer;
import io.vertx.core.buffer.Buffer;

class ErrorCodesTest {

    /** Written once more, and differently, so that a slip in the file shows. */
    private static final Map<String, String> EXPECTED = Map.of(
            "rejected recipient_rejected", "21211 21265 21266 21268 21612 21614 21635",
            "rejected country_not_enabled alert", "21408",
            "rejected recipient_unsubscribed", "21610",
            "rejected request_rejected alert",
            "20001 20008 21602 21603 21604 21609 21617 21619 21624 21654 21655 21656 21657 21658 90007",
            "rejected fraud_suspected", "30450 30453 60410",
            "account_problem",
            "20003 20005 20403 20404 30404 70051 90010 10001 21212 21601 21606 21607 21659 21660 21661 21701 21702 21703 21704"
                    + " 21705 21608 30454 63038",
            "throttled", "20429 21611",
            "uncertain", "20500 20503 21730 30001");

    record Row(int code, ErrorMeaning meaning) {}

    static Stream<Row> rows() {
        return EXPECTED.entrySet().stream().flatMap(entry -> Arrays.stream(entry.getValue().split(" "))
                .map(code -> new Row(Integer.parseInt(code), ErrorMeaning.parse(entry.getKey()).orElseThrow())));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void knowsEveryCodeWhateverTheStatus(Row row) {
        Answer answer = new Answer(400, Optional.empty(), Buffer.buffer("{\"code\": " + row.code + "}"));

        Outcome outcome = new Answers(new ErrorCodes(Map.of())).toMessage(answer, Instant.EPOCH);

        assertThat(outcome).isEqualTo(row.meaning.outcome(OptionalInt.of(row.code), Optional.empty()));
        assertThat(new ErrorCodes(Map.of()).known(OptionalInt.of(row.code))).contains(row.meaning);
    }

    @Test
    void hasNoOtherCodes() {
        assertThat(ErrorCodes.table().keySet())
                .containsExactlyInAnyOrderElementsOf(rows().map(row -> Integer.toString(row.code)).toList());
    }

    @ParameterizedTest
    @CsvSource({"400,REJECTED,true", "404,REJECTED,true", "401,ACCOUNT_PROBLEM,false", "403,ACCOUNT_PROBLEM,false",
            "408,UNCERTAIN,false", "429,THROTTLED,false", "500,UNCERTAIN,false", "503,UNCERTAIN,false",
            "302,UNCERTAIN,false"})
    void fallsBackOnTheStatusForAnUnknownCode(int status, ErrorMeaning.Kind kind, boolean alert) {
        ErrorMeaning meaning = new ErrorCodes(Map.of()).meaning(OptionalInt.of(99999), status);

        assertThat(meaning.kind()).isEqualTo(kind);
        assertThat(meaning.alert()).isEqualTo(alert);
    }

    @Test
    void letsConfigurationOverrideAndExtend() {
        ErrorCodes codes = new ErrorCodes(
                Map.of("30450", "throttled", "77777", "rejected recipient_rejected"));

        assertThat(codes.meaning(OptionalInt.of(30450), 400).kind()).isEqualTo(ErrorMeaning.Kind.THROTTLED);
        assertThat(codes.meaning(OptionalInt.of(77777), 500).kind()).isEqualTo(ErrorMeaning.Kind.REJECTED);
    }

    @Test
    void saysWhatIsWrongWithAnEntry() {
        List<String> problems = ErrorCodes.problemsIn(Map.of("30450", "reject", "abc", "throttled", "1234",
                "uncertain", "21610", "rejected code_expired"));

        assertThat(problems).hasSize(3).allMatch(problem -> problem.contains("rejected with one of"));
        assertThat(problems.getFirst()).startsWith("twilio.error-codes.21610 (rejected code_expired): must be");
    }
}
