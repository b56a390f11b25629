package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.json.JsonObject;

/** What rendering, sending a test message and replaying do, and what all commands have in common. */
class CommandsTest {

    private static final String PHONE = "+12025550110";

    private static final String SIXTEEN = "0123456789abcdef";
    private static final String LONG = SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN
            + "x";

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
    void renderShowsTheTextAsItWouldBeSent() {
        int exitCode = shell.run("render", "SignIn", "--code", "271828");

        assertThat(exitCode).isZero();
        assertThat(shell.out()).isEqualToNormalizingNewlines("Your code is 271828.\n\nGSM-7: 1 segment\n");
    }

    @Test
    void renderTakesLocaleAndVariables() {
        shell.set("sms.templates[0].usage-type", "Invitation");
        shell.set("sms.templates[0].locale", "fr");
        shell.set("sms.templates[0].content", "{{org.name}} / {{org.city}} : {{code}}");

        int exitCode = shell.run("render", "Invitation", "--locale", "fr-CA", "--var", "org.name=Acme", "--var",
                "org.city=Lyon", "--json");

        assertThat(exitCode).isZero();
        assertThat(new JsonObject(shell.out())).isEqualTo(new JsonObject().put("text", "Acme / Lyon : 123456")
                .put("encoding", "GSM-7").put("segments", 1).put("locale", "fr"));
    }

    @Test
    void renderFailsWhereAnEventWouldNotBeSent() throws IOException {
        shell.connector("{{org.name}}: {{code}}");

        int exitCode = shell.run("render", "SignIn");

        assertThat(exitCode).isEqualTo(1);
        assertThat(shell.err()).contains("template_variable_missing");
    }

    @Test
    void renderNeedsNoAccount() throws IOException {
        shell.connectorWithoutAccount("{{code}}");

        assertThat(shell.run("render", "SignIn")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "render SignIn --locale x_y", "render SignIn --var a=1 --var a.b=2",
            "render SignIn --var a.b=1 --var a=2", "render SignIn --var .=1", "render SignIn --code=",
            "send-test +12025550110 --usage-type=", "nothing",
            "--json",
            "send-test 12345", "check --what", "replay --reason nonsense", "replay --since yesterday",
            "replay --since 99999999999999999d",
            "replay --limit -1", "replay --error-code x"})
    void wrongUseIsToldAndAnsweredWithTwo(String line) {
        int exitCode = shell.run(line.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains("Usage: sms-worker");
        assertThat(shell.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyTimeIsWrongUseToo(String since) {
        int exitCode = shell.run("replay", "--since", since);

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err()).contains("--since: write a time such as");
    }

    @ParameterizedTest
    @CsvSource({"-22, 378, 0", "0, 378, 0", "189, 378, 15", "378, 378, 30", "400, 378, 30", "0, 0, 30"})
    void theBarIsNeverLongerThanItsLine(long done, long total, int filled) {
        assertThat(ProgressBar.line("reading x", done, total))
                .isEqualTo("[" + "#".repeat(filled) + ".".repeat(30 - filled) + "] reading x " + done + "/" + total);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sign\nIn", LONG})
    void rendersNoUsageTypeThatAnEventCannotHave(String usageType) {
        assertThat(shell.run("render", usageType)).isEqualTo(2);

        assertThat(shell.err()).contains("USAGE_TYPE: has to have 1 to 128 characters, none a control character");
    }

    @Test
    void sendTestSendsOneMessageAndTellsTwiliosAnswer() {
        int exitCode = shell.run("send-test", PHONE);

        assertThat(exitCode).isZero();
        assertThat(TWILIO.messages()).singleElement().satisfies(message -> {
            assertThat(message.to()).isEqualTo(PHONE);
            assertThat(message.body()).isEqualTo("Your code is 000000.");
            assertThat(shell.out()).contains("+1********10: accepted as " + message.sid()).doesNotContain(PHONE);
        });
    }

    @Test
    void sendTestFailsWhereTwilioRefuses() {
        int exitCode = shell.run("send-test", StandInNumbers.UNSUBSCRIBED, "--json");

        assertThat(exitCode).isEqualTo(1);
        assertThat(new JsonObject(shell.out()).getString("reason")).isEqualTo("recipient_unsubscribed");
        assertThat(new JsonObject(shell.out()).getInteger("errorCode")).isEqualTo(21610);
    }

    @Test
    void replayTellsWhenKafkaDoesNotAnswer() {
        shell.set("kafka.bootstrap.servers", "127.0.0.1:1");
        shell.set("kafka.default.api.timeout.ms", "200");
        shell.set("kafka.max.block.ms", "200");

        int exitCode = shell.run("replay");

        assertThat(exitCode).isEqualTo(1);
        assertThat(shell.err()).contains("Kafka at 127.0.0.1:1 refuses or does not answer: TimeoutException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "render", "send-test", "replay"})
    void everyCommandHasHelp(String command) {
        assertThat(shell.run(command, "--help")).isZero();

        assertThat(shell.out()).startsWith("Usage: sms-worker " + command).contains("--json");
    }

    @Test
    void completesTheShell() {
        assertThat(shell.run("generate-completion")).isZero();

        assertThat(shell.out()).contains("send-test", "--dry-run");
    }

    @Test
    void coloursNothingWhereThereIsNoTerminal() {
        shell.run("check", "--online");

        assertThat(shell.out()).doesNotContain("\033");
    }
}
