package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.json.JsonObject;

/** What {@code check} shows of the templates, and what it says of the account. */
class CheckTest {

    @AutoClose
    private static final TwilioStandIn TWILIO = TwilioStandIn.start();

    @TempDir
    Path directory;

    @AutoClose
    private Shell shell;

    @BeforeEach
    void configure() throws IOException {
        TWILIO.reset();
        shell = new Shell(directory, TWILIO.baseUrl());
    }

    @Test
    void checkShowsATableOfTheTemplates() throws IOException {
        shell.connector("Votre code re\u00e7u : {{code}}");

        int exitCode = shell.run("check");

        assertThat(exitCode).isZero();
        assertThat(shell.out().lines()).contains("USAGE TYPE      LOCALE  ENCODING  SEGMENTS  WARNINGS",
                "SignIn          any     UCS-2     1         none");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void checkShowsWarnings() throws IOException {
        shell.connector("{ {code} } is not {{code}}.");

        int exitCode = shell.run("check");

        assertThat(exitCode).isZero();
        assertThat(shell.out()).contains("SignIn          any     GSM-7     1         1").contains("warning: ")
                .contains("is no placeholder");
    }

    @Test
    void checkAnswersInJson() {
        int exitCode = shell.run("check", "--json", "--online");

        assertThat(exitCode).isZero();
        JsonObject json = new JsonObject(shell.out());
        assertThat(json.getJsonArray("templates").getJsonObject(0).getString("encoding")).isEqualTo("GSM-7");
        assertThat(json.getJsonObject("credentials").getString("outcome")).isEqualTo("good");
        assertThat(json.getJsonObject("messagingService").getString("outcome")).isEqualTo("good");
    }

    @Test
    void checkSaysWhatForcesUcs2() throws IOException {
        shell.connector("\uD83D\uDD10 {{code}}");
        shell.set("sms.templates[0].usage-type", "SignIn");
        shell.set("sms.templates[0].locale", "fr");
        shell.set("sms.templates[0].content", "{{code}} : votre code \u00e0 usage unique, re\u00e7u \u00e0 l'instant de"
                + " notre part, est valable dix minutes.");

        int exitCode = shell.run("check");

        assertThat(exitCode).isZero();
        assertThat(shell.out().lines()).contains("SignIn: \"\uD83D\uDD10\" forces UCS-2: 1 segment",
                "warning: sms.templates[0].content (SignIn, fr): \"\u00e7\" forces UCS-2: 2 segments; with \"c\": 1")
                .doesNotContain("SignIn, fr: \"\u00e7\" forces UCS-2: 2 segments; with \"c\": 1");
    }

    @Test
    void checkSaysWhatForcesUcs2InJsonToo() throws IOException {
        shell.connector("\uD83D\uDD10 {{code}}");

        shell.run("check", "--json");

        assertThat(new JsonObject(shell.out()).getJsonArray("templates").getJsonObject(0).getString("cost"))
                .isEqualTo("\"\uD83D\uDD10\" forces UCS-2: 1 segment");
    }

    @Test
    void checkAsksForNoMessagingServiceWhereThereIsNone() throws IOException {
        shell.connectorWithoutAccount("{{code}} is your code.");
        shell.set("twilio.account-sid", StandInAccount.ACCOUNT_SID);
        shell.set("twilio.auth-token", StandInAccount.AUTH_TOKEN);
        shell.set("twilio.from", "+12025550100");

        int exitCode = shell.run("check", "--online");

        assertThat(exitCode).isZero();
        assertThat(shell.out()).contains("credentials: good").doesNotContain("messaging service");
    }

    @Test
    void checkOnlineFailsWhenTwilioRefusesTheCredentials() {
        TWILIO.knowsCredentials(false);

        int exitCode = shell.run("check", "--online");

        assertThat(exitCode).isEqualTo(1);
        assertThat(shell.out()).contains("credentials: account problem, error code 20003");
    }

    @Test
    void checkOnlineFailsWhereTwilioDoesNotKnowTheMessagingService() {
        shell.set("twilio.messaging-service-sid", "MG" + "0".repeat(31) + "2");

        int exitCode = shell.run("check", "--online");

        assertThat(exitCode).isEqualTo(1);
        assertThat(shell.out().lines()).contains("credentials: good").anyMatch(line -> line.startsWith(
                "messaging service: rejected: "));
    }
}
