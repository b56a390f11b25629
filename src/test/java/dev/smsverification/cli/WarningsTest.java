package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {

    @AutoClose
    private final SystemProperties properties = new SystemProperties();

    @ParameterizedTest
    @CsvSource({"kafka.linger.ms,5,producer,0", "kafka.acks,1,producer,all", "kafka.max.poll.records,1,consumer,50",
            "KAFKA_MAX_POLL_RECORDS,1,consumer,50", "kafka.metadata.max.age.ms,5000,consumer,10000",
            "kafka.auto.offset.reset,latest,consumer,earliest"})
    void warnsOfWhatTheWorkerSetsItself(String key, String value, String client, String always) {
        properties.set(key, value);

        Configuration configuration = new Configuration();

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.warnings())
                .containsExactly("%s (%s): is ignored by the worker's %s, which has %s"
                        .formatted(key.toLowerCase(Locale.ROOT).replace('_', '.'), value, client, always));
    }

    @Test
    void printsNoSecretThatTheWorkersClientHasInstead() {
        properties.set("kafka.sasl.jaas.config", jaas("psst"));
        properties.set("mp.messaging.outgoing.outbox.sasl.jaas.config", jaas("hush"));

        assertThat(new Configuration().warnings()).containsExactly(
                "kafka.sasl.jaas.config (hidden): is ignored by the worker's producer, which has hidden");
    }

    @ParameterizedTest
    @CsvSource({"kafka.client.id,m$$e", "kafka.client.id,m\\$e", "twilio.auth-token,hu$$sh", "KAFKA_CLIENT_ID,m$$$e",
            "kafka.client.id,$$", "KAFKA_PWD,hu$$sh"})
    void warnsOfADollarThatIsTakenForAnEscapeAndShowsNoValue(String key, String value) {
        properties.set(key, value);

        assertThat(new Configuration().warnings()).containsExactly(key
                + ": each $$ or \\$ in it counts as one $; write $ for that, and $$$$ or \\\\$ to keep both characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMS_CODE_TLL", "SMS_TEMPLATES_0_CONTENT", "SMS_STATUS"})
    void warnsOfAVariableThatSetsNothing(String variable) {
        properties.set(variable, "5m");

        assertThat(new Configuration().warnings()).containsExactly(
                variable + ": is no variable of the worker and sets nothing by itself; look for a slip in its name");
    }

    @Test
    void knowsKeysWithANumber() {
        properties.set("sms.templates[0].usage-type", "Generic");
        properties.set("sms.templates[0].content", "{{code}}");
        properties.set("sms.retry.delays[0]", "5s");

        assertThat(new Configuration().warnings()).isEmpty();
    }

    /** Kubernetes tells of each service by variables, in all pods of the namespace. */
    @ParameterizedTest
    @ValueSource(strings = {"SMS_GATEWAY_SERVICE_HOST", "SMS_GATEWAY_SERVICE_PORT", "SMS_GATEWAY_SERVICE_PORT_HTTP",
            "SMS_GATEWAY_PORT", "SMS_GATEWAY_PORT_8080_TCP_ADDR", "SMS_SERVICE_HOST", "SMS_PORT",
            "SMS_PORT_9000_TCP"})
    void warnsOfNoVariableThatIsAboutAService(String variable) {
        properties.set(variable, "10.0.0.1");

        assertThat(new Configuration().warnings()).isEmpty();
    }

    @Test
    void warnsOfAGroupThatIsNotTheWorkers() {
        properties.set("kafka.group.id", "mine");

        assertThat(new Configuration().warnings())
                .containsExactly(
                        "kafka.group.id (mine): is ignored; the group is sms.group-id, sms-verification-worker");

        properties.set("sms.group-id", "mine");

        assertThat(new Configuration().warnings()).isEmpty();
    }

    private static String jaas(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" password=\"%s\";"
                .formatted(password);
    }

    /** As after a rotation that left the old line. */
    @Test
    void warnsOfAKeyThatStandsTwiceAndShowsNoValue(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("application.properties"),
                "twilio.auth-token=hush\nsms.code-ttl=5m\ntwilio.auth-token=psst\n");

        assertThat(Warnings.repeatedKeys(file)).containsExactly("twilio.auth-token: stands more than once in " + file
                + ", and only the last one counts; take the others out");
        assertThat(Warnings.repeatedKeys(directory.resolve("none"))).isEmpty();
    }
}
