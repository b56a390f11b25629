package dev.smsverification.path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.Surroundings;
import dev.smsverification.testing.TwilioStandIn;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Every status that a request can get, published for real and read back. */
@QuarkusTest
@TestProfile(Impatient.class)
@WithTestResource(Surroundings.class)
class StatusesTest extends PathScenario {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void sentMessageIsReportedWithItsSid() {
        Request request = Request.to("+12025550111", "Zq314159").with("locale", "da-DK");

        publish(request, 3);

        JsonNode status = json(wire.status(request.id(), Status.SENT));
        assertThat(twilio.messages()).singleElement()
                .satisfies(message -> assertThat(status.path("messageSid").asText()).isEqualTo(message.sid()))
                .satisfies(message -> assertThat(message.body()).isEqualTo("Your SignIn code is Zq314159."));
        assertThat(status.path("phone").asText()).isEqualTo("+1********11");
        assertThat(status.path("country").asText()).isEqualTo("US");
        assertThat(status.path("locale").asText()).isEqualTo("da-DK");
        assertThat(status.path("attempt").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "5"})
    void statusStandsInThePartitionOfItsRequest(int partition) {
        Request request = Request.to("+12025550112", "Zq27182" + partition);

        publish(request, partition);

        assertThat(wire.status(request.id(), Status.SENT).partition()).isEqualTo(partition);
    }

    @Test
    void statusCarriesTheTraceOfItsRequest() {
        Request request = Request.to("+12025550113", "Zq161803");

        wire.publish(0, null, request.bytes(), Map.of(HeaderNames.TRACEPARENT, TRACE.getBytes(UTF_8)));

        assertThat(Wire.header(wire.status(request.id(), Status.SENT), HeaderNames.TRACEPARENT)).isEqualTo(TRACE);
    }

    @Test
    void whatMayWorkLaterIsRetriedAndThenSent() {
        Request request = Request.to("+12025550114", "Zq141421");
        twilio.answer(request.phone(), StandInAnswer.error(429, 20429));

        Source source = publish(request, 4);

        ConsumerRecord<byte[], byte[]> retry = wire.retry("200ms", source);
        assertThat(retry.partition()).isEqualTo(4);
        assertThat(retry.value()).isEqualTo(request.bytes());
        JsonNode retrying = json(wire.status(request.id(), Status.RETRYING));
        assertThat(retrying.path("reason").asText()).isEqualTo(Reason.THROTTLED.word());
        assertThat(retrying.path("errorCode").asInt()).isEqualTo(20429);
        assertThat(Instant.parse(retrying.path("nextAttemptAt").asText()))
                .isEqualTo(Instant.parse(retrying.path("occurredAt").asText()).plusMillis(200));
        JsonNode sent = json(wire.status(request.id(), Status.SENT));
        assertThat(sent.path("attempt").asInt()).isEqualTo(2);
        assertThat(sent.path("source")).isEqualTo(retrying.path("source"));
    }

    @ParameterizedTest
    @CsvSource({StandInNumbers.INVALID + ",RECIPIENT_REJECTED,21211",
            StandInNumbers.UNSUBSCRIBED + ",RECIPIENT_UNSUBSCRIBED,21610",
            StandInNumbers.COUNTRY_NOT_ENABLED + ",COUNTRY_NOT_ENABLED,21408",
            StandInNumbers.SUSPICIOUS + ",FRAUD_SUSPECTED,30450"})
    void whatTwilioRefusesForGoodFailsAtOnce(String phone, Reason reason, int errorCode) {
        Request request = Request.to(phone, "Zq173205");

        Source source = publish(request, 1);

        assertFailed(wire.status(request.id(), Status.FAILED), reason);
        ConsumerRecord<byte[], byte[]> letter = wire.deadLetter(source);
        assertThat(letter.value()).isEqualTo(request.bytes());
        assertThat(Wire.header(letter, HeaderNames.DEAD_LETTER_REASON)).isEqualTo(reason.word());
        assertThat(Wire.header(letter, HeaderNames.DEAD_LETTER_ERROR_CODE)).isEqualTo(Integer.toString(errorCode));
        assertThat(twilio.posts()).isEqualTo(1);
    }

    @Test
    void whatNeverWorksFailsAfterTheLastAttempt() {
        Request request = Request.to("+12025550115", "Zq223606");
        twilio.answerAll(_ -> Optional.of(StandInAnswer.error(429, 20429)));

        Source source = publish(request, 2);

        assertFailed(wire.status(request.id(), Status.FAILED), Reason.ATTEMPTS_EXHAUSTED);
        ConsumerRecord<byte[], byte[]> letter = wire.deadLetter(source);
        assertThat(letter.value()).isEqualTo(request.bytes());
        assertThat(Wire.header(letter, HeaderNames.DEAD_LETTER_ATTEMPTS)).isEqualTo("3");
        assertThat(letter.headers().headers(HeaderNames.RETRY_ATTEMPT)).isEmpty();
        assertThat(twilio.posts()).isEqualTo(3);
        assertThat(wire.statuses(request.id())).isEqualTo(3);
    }

    @Test
    void expiredCodeIsNeitherSentNorKept() {
        Request request = Request.to("+12025550116", "Zq244948").expiresAt(Instant.now().minusSeconds(1));

        Source source = publish(request, 5);

        JsonNode status = json(wire.status(request.id(), Status.EXPIRED));
        assertThat(status.path("reason").asText()).isEqualTo(Reason.CODE_EXPIRED.word());
        assertThat(twilio.posts()).isZero();
        assertThat(wire.isDead(source)).isFalse();
    }

    @Test
    void codeThatWouldExpireBeforeItsRetryIsKept() {
        Request request = Request.to("+12025550117", "Zq264575");
        twilio.answer(request.phone(), StandInAnswer.throttled(Duration.ofHours(1)));

        Source source = publish(request, 5);

        assertThat(json(wire.status(request.id(), Status.EXPIRED)).path("errorCode").asInt()).isEqualTo(20429);
        assertThat(wire.deadLetter(source).value()).isEqualTo(request.bytes());
        assertThat(twilio.posts()).isEqualTo(1);
    }

    @Test
    void eventThatComesAgainIsADuplicate() {
        Request request = Request.to("+12025550118", "Zq282842");
        publish(request, 0);
        wire.status(request.id(), Status.SENT);

        publish(request, 0);

        assertThat(json(wire.status(request.id(), Status.DUPLICATE)).path("reason").asText())
                .isEqualTo(Reason.ALREADY_HANDLED.word());
        assertThat(twilio.posts()).isEqualTo(1);
    }

    @Test
    void olderCodeIsSupersededWhileItWaitsForItsRetry() {
        Request older = Request.to("+12025550119", "Zq300000");
        Request newer = Request.to(older.phone(), "Zq316227");
        twilio.answer(older.phone(), StandInAnswer.throttled(Duration.ofSeconds(5)));
        Source source = publish(older, 1);
        wire.status(older.id(), Status.RETRYING);

        publish(newer, 1);

        assertThat(json(wire.status(older.id(), Status.SUPERSEDED)).path("reason").asText())
                .isEqualTo(Reason.NEWER_CODE_EXISTS.word());
        wire.status(newer.id(), Status.SENT);
        assertThat(twilio.messages()).extracting(TwilioStandIn.Message::body)
                .containsExactly("Your SignIn code is Zq316227.");
        assertThat(wire.isDead(source)).isFalse();
    }

    private Source publish(Request request, int partition) {
        return wire.publish(partition, request.phone().getBytes(UTF_8), request.bytes(), Map.of());
    }

    private static void assertFailed(ConsumerRecord<byte[], byte[]> status, Reason reason) {
        assertThat(json(status).path("reason").asText()).isEqualTo(reason.word());
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> status) {
        try {
            return MAPPER.readTree(status.value());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
