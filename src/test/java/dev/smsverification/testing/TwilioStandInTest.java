package dev.smsverification.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import io.vertx.core.json.JsonObject;

class TwilioStandInTest {

    private static final TwilioStandIn STAND_IN = TwilioStandIn.start();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String ACCOUNT = "/2010-04-01/Accounts/" + StandInAccount.ACCOUNT_SID;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String TO = "+12025550170";

    @BeforeEach
    void reset() {
        STAND_IN.reset();
    }

    @AfterAll
    static void stop() {
        STAND_IN.close();
    }

    @Test
    void acceptsAMessage() throws Exception {
        HttpResponse<String> answer = post("%2B12025550170");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonObject json = new JsonObject(answer.body());
        assertThat(json.getString("sid")).matches("SM[0-9a-f]{32}");
        assertThat(json.getString("status")).isEqualTo("accepted");
        assertThat(json.getString("num_segments")).isEqualTo("0");
        assertThat(STAND_IN.messages()).singleElement().satisfies(message -> {
            assertThat(message.to()).isEqualTo(TO);
            assertThat(message.body()).isEqualTo("Hello you");
            assertThat(message.form()).containsEntry("MessagingServiceSid", StandInAccount.MESSAGING_SERVICE_SID);
        });
    }

    @Test
    void takesAPlainPlusForASpace() throws Exception {
        assertThat(code(post("+12025550170"))).isEqualTo(21211);
    }

    @Test
    void refusesUnknownCredentials() throws Exception {
        STAND_IN.knowsCredentials(false);

        HttpResponse<String> answer = post("%2B12025550170");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo(20003);
        assertThat(STAND_IN.posts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"+15005550001,21211", "+15005550002,21612", "+15005550003,21408", "+15005550004,21610",
            "+15005550009,21614", StandInNumbers.UNSUBSCRIBED + ",21610", StandInNumbers.SUSPICIOUS + ",30450"})
    void refusesSpecialNumbers(String to, int code) throws Exception {
        assertThat(code(post(to.replace("+", "%2B")))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {StandInNumbers.INVALID, StandInNumbers.UNROUTABLE, StandInNumbers.COUNTRY_NOT_ENABLED,
            StandInNumbers.UNSUBSCRIBED, StandInNumbers.NOT_MOBILE, StandInNumbers.SUSPICIOUS,
            StandInNumbers.THIRD_TIME_LUCKY})
    void hasSpecialNumbersThatAreValid(String number) throws NumberParseException {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

        assertThat(numbers.isValidNumber(numbers.parse(number, null))).isTrue();
    }

    @Test
    void answersOneNumberWellTheThirdTime() throws Exception {
        String to = StandInNumbers.THIRD_TIME_LUCKY.replace("+", "%2B");

        assertThat(post(to).statusCode()).isEqualTo(429);
        assertThat(post(to).statusCode()).isEqualTo(503);
        assertThat(post(to).statusCode()).isEqualTo(201);
    }

    @Test
    void answersQuestionsForThatNumberAtOnce() throws Exception {
        String to = StandInNumbers.THIRD_TIME_LUCKY.replace("+", "%2B");

        assertThat(get(ACCOUNT + "/Messages.json?To=" + to).statusCode()).isEqualTo(200);
    }

    @Test
    void canResetTheConnectionAfterAccepting() {
        STAND_IN.answer(TO, StandInAnswer.reset(true));

        assertThatThrownBy(() -> post("%2B12025550170")).isInstanceOf(IOException.class);
        assertThat(STAND_IN.messages()).hasSize(1);
        assertThat(STAND_IN.everPosted().getLast().answered()).isFalse();
    }

    @Test
    void canHang() {
        STAND_IN.answer(TO, StandInAnswer.hang(false));

        assertThatThrownBy(() -> post("%2B12025550170", Duration.ofSeconds(1)))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(STAND_IN.messages()).isEmpty();
    }

    @Test
    void knowsAfterAResetWhatWasPostedBefore() throws Exception {
        STAND_IN.answer(TO, StandInAnswer.error(429, 20429));
        post("%2B12025550170");
        post("%2B12025550170");
        String sid = STAND_IN.messages().getFirst().sid();

        STAND_IN.reset();

        assertThat(STAND_IN.messages()).isEmpty();
        assertThat(STAND_IN.everPosted()).extracting(TwilioStandIn.Post::sid).endsWith(Optional.empty(),
                Optional.of(sid));
        assertThat(STAND_IN.everPosted().getLast().answered()).isTrue();
    }

    @Test
    void listsWhatItAcceptedNewestFirst() throws Exception {
        post("%2B12025550170");
        post("%2B12025550170");
        post("%2B12025550171");

        JsonObject list = new JsonObject(
                get(ACCOUNT + "/Messages.json?To=%2B12025550170&DateSent%3E=2026-01-01&PageSize=1").body());
        JsonObject rest = new JsonObject(get(list.getString("next_page_uri")).body());

        assertThat(list.getJsonArray("messages").getJsonObject(0).getString("sid"))
                .isEqualTo(STAND_IN.messages().get(1).sid());
        assertThat(rest.getJsonArray("messages").getJsonObject(0).getString("sid"))
                .isEqualTo(STAND_IN.messages().get(0).sid());
        assertThat(rest.getString("next_page_uri")).isNull();
    }

    @Test
    void tellsAboutTheAccountAndTheService() throws Exception {
        HttpResponse<String> account = get(ACCOUNT + ".json", StandInAccount.ACCOUNT_SID, StandInAccount.AUTH_TOKEN);

        assertThat(new JsonObject(account.body()).getString("status")).isEqualTo("active");
        assertThat(get("/v1/Services/" + StandInAccount.MESSAGING_SERVICE_SID).statusCode()).isEqualTo(200);
        assertThat(get("/v1/Services/MG" + "f".repeat(32)).statusCode()).isEqualTo(404);
    }

    @Test
    void hidesTheAccountFromAnApiKey() throws Exception {
        assertThat(code(get(ACCOUNT + ".json"))).isEqualTo(20003);
    }

    private static int code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getInteger("code");
    }

    private static HttpResponse<String> post(String to) throws Exception {
        return post(to, LONG);
    }

    private static HttpResponse<String> post(String to, Duration timeout) throws Exception {
        return HTTP.send(request(ACCOUNT + "/Messages.json", StandInAccount.API_KEY, StandInAccount.API_SECRET)
                .timeout(timeout).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "To=" + to + "&Body=Hello+you&MessagingServiceSid=" + StandInAccount.MESSAGING_SERVICE_SID))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return get(path, StandInAccount.API_KEY, StandInAccount.API_SECRET);
    }

    private static HttpResponse<String> get(String path, String user, String password) throws Exception {
        return HTTP.send(request(path, user, password).timeout(LONG).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(URI.create(STAND_IN.baseUrl() + path)).header("Authorization", "Basic " + basic);
    }
}
