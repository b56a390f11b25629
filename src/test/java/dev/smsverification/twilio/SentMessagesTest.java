package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static dev.smsverification.twilio.TwilioFixtures.SECRET_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.delivery.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class SentMessagesTest {

    private static final String SID = "SM" + "0a".repeat(16);
    private static final String LIST = "/2010-04-01/Accounts/AC1/Messages.json";

    private final SentMessages sent = new SentMessages(MESSAGE, Instant.parse("2026-04-01T00:00:00.900Z"));

    @Test
    void asksForTheRecipientAndTheDay() {
        assertThat(sent.firstPage(LIST))
                .isEqualTo(LIST + "?To=%2B12025550170&DateSent%3E=2026-03-31&PageSize=50");
    }

    @ParameterizedTest
    @CsvSource({"'Wed, 01 Apr 2026 00:00:00 +0000',true", "'Wed, 01 Apr 2026 02:00:01 +0200',true",
            "'Tue, 31 Mar 2026 23:59:55 +0000',true", "'Tue, 31 Mar 2026 23:59:53 +0000',false",
            "2026-04-01T00:00:05Z,false", "'',false"})
    void findsAMessageThatIsNotOlder(String created, boolean found) {
        assertThat(on(message().put("date_created", created))).isEqualTo(found
                ? Optional.of(new Outcome.Accepted(SID, Optional.of("sent"), OptionalInt.of(2)))
                : Optional.empty());
    }

    @Test
    void findsAMessageOfATrialAccount() {
        assertThat(on(message().put("body", "Sent from your Twilio trial account - " + SECRET_TEXT))).isPresent();
    }

    @Test
    void findsAMessageWithoutAStatus() {
        assertThat(on(message().putNull("status")))
                .contains(new Outcome.Accepted(SID, Optional.empty(), OptionalInt.of(2)));
    }

    @ParameterizedTest
    @CsvSource({"status,failed", "status,undelivered", "to,+12025550171", "body,493817", "sid,SM1"})
    void findsNoOtherMessage(String field, String value) {
        assertThat(on(message().put(field, value))).isEmpty();
    }

    @Test
    void findsAMessageBesideOneThatIsRedacted() {
        assertThat(on(message().put("body", ""), message())).get().isInstanceOf(Outcome.Accepted.class);
    }

    /** Another recipient's, older, or of no avail: the one looked for is certainly not behind it. */
    @ParameterizedTest
    @CsvSource({"to,+12025550171", "to,+1202556XXXX", "'date_created','Tue, 31 Mar 2026 23:59:53 +0000'",
            "status,failed", "status,undelivered"})
    void takesNoOtherRedactedMessageForIt(String field, String value) {
        assertThat(on(message().put("body", "").put(field, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({LIST + "?Page=1&PageToken=x,true", "/2010-04-01/Accounts/AC2/Messages.json?Page=1,false",
            "https://elsewhere.example/,false", "'',false"})
    void staysWithItsAccountOnFurtherPages(String uri, boolean followed) {
        JsonObject page = new JsonObject().put("next_page_uri", uri);

        assertThat(SentMessages.nextPage(LIST, TwilioJson.parse(page.toBuffer())).isPresent()).isEqualTo(followed);
    }

    private Optional<Outcome> on(JsonObject... messages) {
        JsonArray all = new JsonArray().add("nonsense");
        Stream.of(messages).forEach(all::add);
        Buffer page = new JsonObject().put("messages", all).toBuffer();
        return sent.on(TwilioJson.parse(page));
    }

    private static JsonObject message() {
        return new JsonObject().put("sid", SID).put("to", MESSAGE.to().e164()).put("body", SECRET_TEXT)
                .put("status", "sent").put("num_segments", "2")
                .put("date_created", "Wed, 01 Apr 2026 00:00:01 +0000");
    }
}
