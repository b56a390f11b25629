package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.json.JsonObject;

class CommandsTest {

    private static final String PHONE = "+12025550110";

    private static TwilioStandIn twilio;

    @TempDir
    Path directory;

    private final List<String> keys = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        twilio = TwilioStandIn.start();
    }

    @AfterAll
    static void stop() {
        twilio.close();
    }

    @BeforeEach
    void configure() throws IOException {
        twilio.reset();
        set("twilio.base-url", twilio.baseUrl());
        connector("Your code is {{code}}.");
    }

    @AfterEach
    void restore() {
        keys.forEach(System::clearProperty);
    }

    @Test
    void checkShowsATableOfTheTemplates() throws IOException {
        connector("Votre code re\u00e7u : {{code}}");

        int exitCode = run("check");

        assertThat(exitCode).isZero();
        assertThat(out.toString().lines()).contains("USAGE TYPE      LOCALE  ENCODING  SEGMENTS  WARNINGS",
                "SignIn          any     UCS-2     1         none");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void checkShowsWarnings() throws IOException {
        connector("{ {code} } is not {{code}}.");

        int exitCode = run("check");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("SignIn          any     GSM-7     1         1").contains("warning: ")
                .contains("is no placeholder");
    }

    @Test
    void checkAnswersInJson() {
        int exitCode = run("check", "--json", "--online");

        assertThat(exitCode).isZero();
        JsonObject json = new JsonObject(out.toString());
        assertThat(json.getJsonArray("templates").getJsonObject(0).getString("encoding")).isEqualTo("GSM-7");
        assertThat(json.getJsonObject("credentials").getString("outcome")).isEqualTo("good");
        assertThat(json.getJsonObject("messagingService").getString("outcome")).isEqualTo("good");
    }

    @Test
    void checkTellsAllThatIsWrong() throws IOException {
        connector("no placeholder");
        set("sms.max-in-flight", "many");
        set("twilio.auth-token", "hush");
        set("twilio.auth-token-file", directory.resolve("missing").toString());

        int exitCode = run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("sms.max-in-flight (many): must be a whole number", "has no {{code}}",
                "twilio.auth-token, twilio.auth-token-file: both are set").doesNotContain("hush");
    }

    @Test
    void checkTellsProblemsInJsonToo() {
        set("sms.max-in-flight", "many");

        int exitCode = run("check", "--json");

        assertThat(exitCode).isEqualTo(2);
        assertThat(new JsonObject(out.toString()).getJsonArray("problems"))
                .containsExactly("sms.max-in-flight (many): must be a whole number");
    }

    @Test
    void checkOnlineFailsWhenTwilioRefusesTheCredentials() {
        twilio.knowsCredentials(false);

        int exitCode = run("check", "--online");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString()).contains("credentials: account problem: account_problem, error code 20003");
    }

    @Test
    void renderShowsTheTextAsItWouldBeSent() {
        int exitCode = run("render", "SignIn", "--code", "271828");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("Your code is 271828.\n\nGSM-7: 1 segment\n");
    }

    @Test
    void renderTakesLocaleAndVariables() {
        set("sms.templates[0].usage-type", "Invitation");
        set("sms.templates[0].locale", "fr");
        set("sms.templates[0].content", "{{org.name}} / {{org.city}} : {{code}}");

        int exitCode = run("render", "Invitation", "--locale", "fr-CA", "--var", "org.name=Acme", "--var",
                "org.city=Lyon", "--json");

        assertThat(exitCode).isZero();
        assertThat(new JsonObject(out.toString())).isEqualTo(new JsonObject().put("text", "Acme / Lyon : 123456")
                .put("encoding", "GSM-7").put("segments", 1).put("locale", "fr"));
    }

    @Test
    void renderFailsWhereAnEventWouldNotBeSent() throws IOException {
        connector("{{org.name}}: {{code}}");

        int exitCode = run("render", "SignIn");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("template_variable_missing");
    }

    @Test
    void renderNeedsNoAccount() throws IOException {
        Files.writeString(directory.resolve("connector.json"), templates("{{code}}") + "}");

        assertThat(run("render", "SignIn")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "render SignIn --locale x_y", "render SignIn --var a=1 --var a.b=2",
            "render SignIn --var a.b=1 --var a=2", "render SignIn --var .=1", "render SignIn --code=", "nothing",
            "--json",
            "send-test 12345", "check --what", "replay --reason nonsense", "replay --since yesterday",
            "replay --limit -1", "replay --error-code x"})
    void wrongUseIsToldAndAnsweredWithTwo(String line) {
        int exitCode = run(line.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: sms-worker");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void sendTestSendsOneMessageAndTellsTwiliosAnswer() {
        int exitCode = run("send-test", PHONE);

        assertThat(exitCode).isZero();
        assertThat(twilio.messages()).singleElement().satisfies(message -> {
            assertThat(message.to()).isEqualTo(PHONE);
            assertThat(message.body()).isEqualTo("Your code is 000000.");
            assertThat(out.toString()).contains("+1********10: accepted as " + message.sid()).doesNotContain(PHONE);
        });
    }

    @Test
    void sendTestFailsWhereTwilioRefuses() {
        int exitCode = run("send-test", StandInNumbers.UNSUBSCRIBED, "--json");

        assertThat(exitCode).isEqualTo(1);
        assertThat(new JsonObject(out.toString()).getString("reason")).isEqualTo("recipient_unsubscribed");
        assertThat(new JsonObject(out.toString()).getInteger("errorCode")).isEqualTo(21610);
    }

    @Test
    void replayTellsWhenKafkaDoesNotAnswer() {
        set("kafka.bootstrap.servers", "127.0.0.1:1");
        set("kafka.default.api.timeout.ms", "200");
        set("kafka.max.block.ms", "200");

        int exitCode = run("replay");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("Kafka at 127.0.0.1:1 refuses or does not answer: TimeoutException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "render", "send-test", "replay"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(out.toString()).startsWith("Usage: sms-worker " + command).contains("--json");
    }

    @Test
    void completesTheShell() {
        assertThat(run("generate-completion")).isZero();

        assertThat(out.toString()).contains("send-test", "--dry-run");
    }

    @Test
    void coloursNothingWhereThereIsNoTerminal() {
        run("check", "--online");

        assertThat(out.toString()).doesNotContain("\033");
    }

    private int run(String... arguments) {
        return Commands.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private void set(String key, String value) {
        System.setProperty(key, value);
        keys.add(key);
    }

    private void connector(String content) throws IOException {
        String json = templates(content)
                + ", \"accountSID\": \"%s\", \"authToken\": \"%s\", \"fromMessagingServiceSID\": \"%s\"}".formatted(
                        StandInAccount.ACCOUNT_SID, StandInAccount.AUTH_TOKEN, StandInAccount.MESSAGING_SERVICE_SID);
        set("sms.connector-config", Files.writeString(directory.resolve("connector.json"), json).toString());
    }

    private static String templates(String content) {
        String template = "{\"usageType\": \"%s\", \"content\": \"" + content + "\"}";
        return "{\"templates\": [" + String.join(",", template.formatted("Register"), template.formatted("SignIn"),
                template.formatted("ForgotPassword"), template.formatted("Generic")) + "]";
    }
}
