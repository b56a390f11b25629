package dev.smsverification.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.smsverification.testing.StandInAccount;

/** Runs commands inside this process, with an account and templates to begin with. What it sets lasts until it is closed. */
final class Shell implements AutoCloseable {

    private static final String ACCOUNT = "\"accountSID\": \"%s\", \"authToken\": \"%s\", \"fromMessagingServiceSID\": \"%s\"}"
            .formatted(StandInAccount.ACCOUNT_SID, StandInAccount.AUTH_TOKEN, StandInAccount.MESSAGING_SERVICE_SID);

    private final Path connector;
    private final SystemProperties properties = new SystemProperties();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** @param directory where the connector file is put */
    Shell(Path directory, String twilio) throws IOException {
        connector = directory.resolve("connector.json");
        set("twilio.base-url", twilio);
        set("sms.connector-config", connector.toString());
        connector("Your code is {{code}}.");
    }

    int run(String... arguments) {
        return Commands.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    void set(String key, String value) {
        properties.set(key, value);
    }

    /** Gives every template this content. */
    void connector(String content) throws IOException {
        Files.writeString(connector, templatesOf(content) + ", " + ACCOUNT);
    }

    void connectorWithoutTemplates() throws IOException {
        Files.writeString(connector, "{" + ACCOUNT);
    }

    /** Templates by key, from number 0 on. */
    void templates(String... usageTypes) {
        for (int n = 0; n < usageTypes.length; n++) {
            set("sms.templates[" + n + "].usage-type", usageTypes[n]);
            set("sms.templates[" + n + "].content", "{{code}}");
        }
    }

    void clear(String key) {
        properties.clear(key);
    }

    void connectorWithoutAccount(String content) throws IOException {
        Files.writeString(connector, templatesOf(content) + "}");
    }

    @Override
    public void close() {
        properties.close();
    }

    private static String templatesOf(String content) {
        String template = "{\"usageType\": \"%s\", \"content\": \"" + content + "\"}";
        return "{\"templates\": [" + String.join(",", template.formatted("Register"), template.formatted("SignIn"),
                template.formatted("ForgotPassword"), template.formatted("Generic")) + "]";
    }
}
