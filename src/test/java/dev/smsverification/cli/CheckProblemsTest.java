package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.StandInAccount;
import io.vertx.core.json.JsonObject;

/** What {@code check} says is wrong with the worker's own settings and its templates. */
class CheckProblemsTest {
    @TempDir
    Path directory;

    @AutoClose
    private Shell shell;

    @BeforeEach
    void configure() throws IOException {
        shell = new Shell(directory, "http://127.0.0.1:1");
    }

    @Test
    void checkTellsAllThatIsWrong() throws IOException {
        shell.connector("no placeholder");
        shell.set("sms.max-in-flight", "many");
        shell.set("twilio.auth-token", "hush");
        shell.set("twilio.auth-token-file", directory.resolve("missing").toString());

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains("sms.max-in-flight (many): must be a whole number", "has no {{code}}",
                "twilio.auth-token, twilio.auth-token-file: both are set").doesNotContain("hush");
    }

    /** As a Secret has it that was made by {@code echo token | base64}. */
    @ParameterizedTest
    @ValueSource(strings = {"hush\n", "hush ", "hu\u00a0sh", "hush\u0000"})
    void checkTellsOfATokenThatNobodyCanHave(String token) {
        shell.set("twilio.auth-token", token);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).containsExactly(
                "twilio.auth-token (hidden): must be one word of ASCII characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"twilio.from", "twilio.region", "twilio.edge", "twilio.request-timeout"})
    void checkPrintsNoTokenThatStandsElsewhere(String key) {
        String token = "0123456789abcdef0123456789abcdef";
        shell.set(key, token);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains(key + " (hidden)").doesNotContain(token);
    }

    @Test
    void checkTellsOnceOfASenderThatIsNone() throws IOException {
        shell.connectorWithoutAccount("{{code}}");
        shell.set("twilio.account-sid", StandInAccount.ACCOUNT_SID);
        shell.set("twilio.auth-token", StandInAccount.AUTH_TOKEN);
        shell.set("twilio.messaging-service-sid", "MGxxxx");

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).containsExactly(
                "twilio.messaging-service-sid (MGxxxx): must be MG and 32 hexadecimal digits");
    }

    /** Where there is a base URL, no edge is needed. */
    @Test
    void checkAsksForNoEdgeBesideABaseUrlThatIsWrong() {
        shell.set("twilio.region", "ie1");
        shell.set("twilio.base-url", "http://a b");

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).containsExactly(
                "twilio.base-url (hidden): must be a URL such as https://api.twilio.com");
    }

    @Test
    void checkMissesNoTemplateWhoseUsageTypeIsWrittenUnderAnotherName() throws IOException {
        shell.connectorWithoutTemplates();
        shell.templates("Register", "SignIn", "ForgotPassword", "Generic");
        shell.clear("sms.templates[1].usage-type");
        shell.set("sms.templates[1].usage-typ", "SignIn");

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).containsExactlyInAnyOrder(
                "sms.templates[1].usage-typ (hidden): is no key of the worker; look for a slip in its name",
                "sms.templates[1].usage-type (not set): has to be set");
    }

    @Test
    void checkNamesATemplateByItsOwnNumber() {
        shell.templates("Register", "SignIn");
        shell.set("sms.templates[3].usage-type", "Generic");
        shell.set("sms.templates[3].content", "no placeholder");

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).startsWith("sms.templates[3].content (Generic): has no {{code}}");
    }

    @Test
    void checkNamesALocaleByTheTemplatesOwnNumber() {
        shell.set("sms.templates[3].usage-type", "Generic");
        shell.set("sms.templates[3].content", "{{code}}");
        shell.set("sms.templates[3].locale", "x_y");

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).startsWith("sms.templates[3].locale: ");
    }

    @Test
    void checkTellsOfAFileOfSettingsThatCannotBeRead() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.properties"), "sms.group-id=\\u12");
        shell.set("smallrye.config.locations", broken.toUri().toString());

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString().contains("cannot be read");
    }

    /** Its first key would have the mark in its name, and so be that of nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"sms.group-id=mine\n", "# The worker's settings\nsms.group-id=mine\n",
            "\nsms.group-id=mine\n"})
    void checkTellsOfAFileOfSettingsThatBeginsWithAByteOrderMark(String settings) throws IOException {
        Path marked = Files.writeString(directory.resolve("marked.properties"), "\ufeff" + settings);
        shell.set("smallrye.config.locations", marked.toUri().toString());

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).containsExactly(
                "config/application.properties: begins with a byte order mark; save it without");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush", "{\"authToken\": \"hush.hush\"}", "hush\nhush"})
    void checkPrintsNoSecretThatStandsWhereAFileIsToBeNamed(String secret) {
        shell.set("twilio.auth-token-file", secret);
        shell.set("sms.connector-config", secret);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains("twilio.auth-token-file (hidden): cannot be read",
                "sms.connector-config hidden: ").doesNotContain("hush");
    }

    @Test
    void checkTellsOfADelayThatIsThereTwice() {
        shell.set("sms.retry.delays", "5s,5s");

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains("sms.retry.delays (5s,5s): the same delay is there twice");
    }

    @Test
    void checkTellsOfRolesThatShareATopic() {
        shell.set("sms.topics.status", "sms.verification.requested");
        shell.set("sms.topics.dead-letter", "sms.verification.retry-5s");

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).containsExactlyInAnyOrder(
                "sms.topics.status: sms.verification.requested is the topic of sms.topics.requested too;"
                        + " each needs one of its own",
                "sms.topics.retry-prefix: sms.verification.retry-5s is the topic of sms.topics.dead-letter too;"
                        + " each needs one of its own");
    }

    @Test
    void checkTellsProblemsInJsonToo() {
        shell.set("sms.max-in-flight", "many");

        int exitCode = shell.run("check", "--json");

        assertThat(exitCode).isEqualTo(2);
        assertThat(new JsonObject(shell.out()).getJsonArray("problems"))
                .containsExactly("sms.max-in-flight (many): must be a whole number");
    }
}
