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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.json.JsonObject;

/** What {@code check} says of a configuration and of the account in it. */
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
    @CsvSource({"otel.exporter.otlp.endpoint,collector:4318,(hidden): must be a URL such as http://collector:4318",
            "otel.exporter.otlp.traces.endpoint,collector,(hidden): must be a URL such as http://collector:4318",
            "otel.exporter.otlp.protocol,grpc,(grpc): must be http/protobuf"})
    void checkTellsOfWhatTracingCannotStartWith(String key, String value, String problem) {
        shell.set(key, value);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString().startsWith(key).endsWith(problem);
    }

    @ParameterizedTest
    @CsvSource({"otel.traces.sampler,hush", "otel.propagators,hush", "otel.bsp.schedule.delay,hush",
            "otel.exporter.otlp.headers,Authorization hush"})
    void checkTellsOfWhatTheSdkOfTracingRefuses(String key, String value) {
        shell.set("otel.exporter.otlp.endpoint", "http://127.0.0.1:4318");
        shell.set(key, value);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString()
                .isEqualTo(
                        key + " (hidden): OpenTelemetry's SDK does not take it; see its list of environment variables");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint",
            "otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol"})
    void anEmptyVariableOfOpenTelemetryCountsAsNotSet(String key) {
        shell.set(key, "");

        assertThat(shell.run("check")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.exporter.otlp.traces.endpoint", "otel.exporter.otlp.protocol",
            "otel.exporter.otlp.traces.protocol"})
    void anEmptyVariableOfOpenTelemetryCountsAsNotSetWhereTracesAreSent(String key) {
        shell.set("otel.exporter.otlp.endpoint", "http://127.0.0.1:4318");
        shell.set(key, "");

        assertThat(shell.run("check")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "jsno"})
    void checkTellsOfAFormatOfTheLogThatIsNone(String format) {
        shell.set("LOG_FORMAT", format);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).containsExactly("LOG_FORMAT (" + format + "): must be text or json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "text", ""})
    void checkTakesEachFormatOfTheLog(String format) {
        shell.set("LOG_FORMAT", format);

        assertThat(shell.run("check")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"quarkus.management.port,http", "quarkus.management.port,70000"})
    void checkTellsOfWhatQuarkusCannotStartWith(String key, String value) {
        shell.set(key, value);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString().startsWith(key + " (" + value + "): must be ");
    }

    @Test
    void checkWarnsOfAKeyOfKafkasThatTheWorkerSetsItself() {
        shell.set("kafka.linger.ms", "5");

        int exitCode = shell.run("check");

        assertThat(exitCode).isZero();
        assertThat(shell.out().lines()).contains(
                "warning: kafka.linger.ms (5): is ignored by the worker's producer, which always has 0");
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
    void checkTellsOfAFileOfSettingsThatCannotBeRead() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.properties"), "sms.group-id=\\u12");
        shell.set("smallrye.config.locations", broken.toUri().toString());

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString().contains("cannot be read");
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

    @Test
    void checkOnlineFailsWhenTwilioRefusesTheCredentials() {
        TWILIO.knowsCredentials(false);

        int exitCode = shell.run("check", "--online");

        assertThat(exitCode).isEqualTo(1);
        assertThat(shell.out()).contains("credentials: account problem: account_problem, error code 20003");
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
