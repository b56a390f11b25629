package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInAccount;
import io.vertx.core.json.JsonObject;

class NoSecretAnywhereTest {

    private final Plot plot = new Plot();

    private final Published request = plot.publish("a");

    @Test
    void holdsForWhatMayBeSaid() {
        plot.reported(request, 1, new JsonObject().put("phone", "+1********11").put("country", "US"));
        plot.printed("Sent event a to +1********11");

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesACodeInAStatusRecord() {
        plot.reported(request, 1, new JsonObject().put("code", "Zqacode"));

        assertThat(violations()).singleElement().asString().startsWith("in status record");
    }

    @Test
    void seesAFullNumberInAStatusRecord() {
        plot.reported(request, 1, new JsonObject().put("phone", Plot.PHONE));

        assertThat(violations()).singleElement().asString().startsWith("in status record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code Zqacode", "To=%2B12025550111&", "Your SignIn code is", "Your Generic code is",
            "stand-in-auth-token"})
    void seesSecretsInTheOutput(String line) {
        plot.printed("all is well");
        plot.printed(line);

        assertThat(violations()).containsExactly("in line 2 of the output");
    }

    @Test
    void seesEncodedCredentialsInTheOutput() {
        plot.printed("Authorization: Basic " + StandInAccount.BASIC);

        assertThat(violations()).containsExactly("in line 1 of the output");
    }

    @Test
    void seesACodeInAHeaderOfADeadLetter() {
        Published other = plot.publish(Draft.of(Request.to("+12025550112", "Zqother"))
                .withHeaders(Map.of("dead-letter-cause", "not a number: Zqother")));
        plot.deadLetter(other);

        assertThat(violations()).singleElement().asString().startsWith("in a header of dead letter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry-first-attempt-at", "source-timestamp"})
    void seesACodeInAHeaderOfARetry(String header) {
        plot.retry(request, Map.of(header, "Zqacode"));

        assertThat(violations()).singleElement().asString().startsWith("in a header of retry");
    }

    @Test
    void letsTheHeadersOfARequestBe() {
        plot.retry(request, Map.of("tenant", "Zqacode"));

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesACodeOfABrokenRecordInADeadLetter() {
        plot.deadLetter(plot.publish(Draft.unreadable("", Plot.bytes("{\"code\":\"Zq12345"))
                .withHeaders(Map.of("dead-letter-cause", "ends after Zq12345"))));

        assertThat(violations()).singleElement().asString().startsWith("in a header of dead letter");
    }

    @Test
    void seesTheKeyOfABrokenRecordInTheOutput() {
        plot.publish(Draft.unreadable("+12025550112", Plot.bytes("{")));
        plot.printed("no request for +12025550112");

        assertThat(violations()).containsExactly("in line 1 of the output");
    }

    @Test
    void letsABrokenRecordBeCalledByItsId() {
        String id = "4bf92f35-77b3";
        plot.reported(plot.publish(new Draft(Optional.of(id), Optional.empty(), "",
                Plot.bytes("{\"id\":\"" + id + "\"}"), Map.of())), "FAILED", 1, 1);
        plot.printed("4bf92f35-77b3 has failed");

        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return new NoSecretAnywhere().violations(plot.evidence()).toList();
    }
}
