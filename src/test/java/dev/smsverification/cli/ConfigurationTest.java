package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.topic.TopicsConfig;
import dev.smsverification.twilio.TwilioConfig;
import io.smallrye.config.ConfigMapping;

class ConfigurationTest {

    @AutoClose
    private final SystemProperties properties = new SystemProperties();

    @Test
    void knowsEveryMappingThereIs() {
        List<String> mappings = new ClassFileImporter().importPackages("dev.smsverification").stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class)).map(JavaClass::getName).toList();

        assertThat(Configuration.MAPPINGS).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(mappings);
    }

    @Test
    void findsNothingWrongWithNothing() {
        assertThat(new Configuration().problems()).isEmpty();
    }

    @Test
    void hasTheDefaultsOfTheContract() {
        Configuration configuration = new Configuration();

        DeliveryConfig delivery = configuration.get(DeliveryConfig.class).orElseThrow();
        assertThat(delivery.codeTtl()).hasMinutes(10);
        assertThat(delivery.maxInFlight()).isEqualTo(1024);
        assertThat(delivery.rateLimit().perSecond()).isEmpty();
        assertThat(delivery.retry().maxAttempts()).isEqualTo(5);
        TopicsConfig topics = configuration.get(TopicsConfig.class).orElseThrow();
        assertThat(topics.groupId()).isEqualTo("sms-verification-worker");
        assertThat(topics.topics().create()).isFalse();
        assertThat(topics.retry().delays()).extracting(Duration::toSeconds).containsExactly(5L, 30L, 120L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "sms.max-in-flight|many|sms.max-in-flight (many): must be a whole number",
            "sms.max-in-flight|0|sms.max-in-flight (0): must be from 1 to 100000",
            "sms.max-in-flight|2147483647|sms.max-in-flight (2147483647): must be from 1 to 100000",
            "sms.templates.max-segments|25|sms.templates.max-segments (25): must be from 1 to 24",
            "sms.rate-limit.per-second|0|sms.rate-limit.per-second (0): must be from 1 to 2147483647",
            "sms.code-ttl|0s|sms.code-ttl (0s): must be longer than nothing, such as 10s",
            "sms.code-ttl|-5s|sms.code-ttl (-5s): must be longer than nothing, such as 10s",
            "sms.reload-interval|0s|sms.reload-interval (0s): must be longer than nothing, such as 10s",
            "sms.retry.delays|5s,0s|sms.retry.delays (5s,0s): must be longer than nothing, such as 10s",
            "sms.code-ttl|99999999999999999d|sms.code-ttl (99999999999999999d): must be from 1ms to 30d",
            "sms.reload-interval|PT0.0001S|sms.reload-interval (PT0.0001S): must be from 1ms to 30d",
            "twilio.request-timeout|100d|twilio.request-timeout (100d): must be from 1ms to 30d",
            "sms.group-id|' '|sms.group-id ( ): must not be blank",
            "sms.topics.status|a b|sms.topics.status (a b): must be a topic's name: up to 249 letters, digits, dots, underscores and hyphens",
            "twilio.region|IE 1|twilio.region (IE 1): must be a Twilio region such as ie1",
            "twilio.region|ie1-|twilio.region (ie1-): must be a Twilio region such as ie1",
            "twilio.edge|-|twilio.edge (-): must be a Twilio edge such as dublin",
            "twilio.region|https://ie1|twilio.region (https://ie1): must be a Twilio region such as ie1",
            "sms.topics.status|..|sms.topics.status (..): must be a topic's name: up to 249 letters, digits, dots, underscores and hyphens",
            "sms.topics.retry-prefix|a b|sms.topics.retry-prefix (a b): must be the beginning of a topic's name: up to 230 letters, digits, dots, underscores and hyphens",
            "sms.topics.create|perhaps|sms.topics.create (perhaps): must be true or false",
            "sms.templates.allow-links-in-variables|flase|sms.templates.allow-links-in-variables (flase): must be true or false",
            "sms.code-ttl|${NOPE}|sms.code-ttl (${NOPE}): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "sms.code-ttl|${sms.code-ttl}|sms.code-ttl (${sms.code-ttl}): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "kafka.linger.ms|${kafka.linger.ms}|kafka.linger.ms (${kafka.linger.ms}): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "twilio.auth-token|${twilio.auth-token}|twilio.auth-token (hidden): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "twilio.auth-token|${NOPE}|twilio.auth-token (hidden): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "sms.connector-config|${NOPE}/c.json|sms.connector-config (${NOPE}/c.json): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "sms.connector-config|'{\"authToken\": \"hush\"}\0'|sms.connector-config (hidden): cannot be read as what it should be",
            "sms.connector-config|'hush\0'|sms.connector-config (hidden): cannot be read as what it should be",
            "sms.connector-config|'hu$h\0'|sms.connector-config (hidden): cannot be read as what it should be",
            "sms.connector-config|'/etc/c\0.json'|sms.connector-config (/etc/c?.json): cannot be read as what it should be",
            "twilio.account-sid|hush|twilio.account-sid (hidden): must be AC and 32 hexadecimal digits",
            "twilio.account-sid|AC1\u009b|twilio.account-sid (AC1?): must be AC and 32 hexadecimal digits",
            "twilio.account-sid|'AC1\n'|twilio.account-sid (AC1?): must be AC and 32 hexadecimal digits",
            "kafka.bootstrap.servers|here|kafka.bootstrap.servers (here): must be a list of addresses such as kafka:9092",
            "kafka.bootstrap.servers|'one:9092,two'|kafka.bootstrap.servers (one:9092,two): must be a list of addresses such as kafka:9092",
            "kafka.bootstrap.servers|one:99999|kafka.bootstrap.servers (one:99999): must be a list of addresses such as kafka:9092",
            "kafka.linger.ms|soon|kafka.linger.ms (soon): must be of the type LONG",
            "kafka.bootstrap.servers|','|kafka.bootstrap.servers (,): must be a list of addresses such as kafka:9092",
            "sms.connector-config|'{\"authToken\": \"hush\", \"content\": \"${code}\"}'|sms.connector-config (hidden): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "kafka.ssl.keystore.password|ACx${y|kafka.ssl.keystore.password (hidden): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "twilio.auth-token|${aes-gcm-nopadding::hush}|twilio.auth-token (hidden): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "kafka.ssl.keystore.password|hu${a::b}sh|kafka.ssl.keystore.password (hidden): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "kafka.linger.ms|${NOPE}|kafka.linger.ms (${NOPE}): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
            "kafka.session.timeout.ms|3000|kafka.session.timeout.ms (3000): does not go with what else is set: Heartbeat must be set lower than the session timeout",
            "kafka.heartbeat.interval.ms|45000|kafka.heartbeat.interval.ms (45000): does not go with what else is set: Heartbeat must be set lower than the session timeout",
            "kafka.group.protocol|consumer|kafka.group.protocol (consumer): does not go with what else is set: partition.assignment.strategy, session.timeout.ms cannot be set when group.protocol=CONSUMER",
            "kafka.retries|0|kafka.retries (0): does not go with what else is set: Must set retries to non-zero when using the idempotent producer.",
            "quarkus.management.port|http|quarkus.management.port (http): must be a whole number",
            "quarkus.management.port|70000|quarkus.management.port (70000): must be from 0 to 65535",
            "quarkus.management.port|''|quarkus.management.port (empty): must not be empty",
            "kafka.acks|some|kafka.acks (some): must be [all, -1, 0, 1]",
            "sms.retry.delays|soon|sms.retry.delays (soon): must be a duration such as 500ms, 10s or 10m",
            "sms.topics.status|''|sms.topics.status (empty): must not be empty; leave it out for its default",
            "twilio.risk-check|maybe|twilio.risk-check (maybe): must be one of enable,disable",
            "twilio.base-url|http://user:password@a b|twilio.base-url (hidden): must be a URL such as https://api.twilio.com",
            "twilio.account-sid|AC1|twilio.account-sid (AC1): must be AC and 32 hexadecimal digits",
            "sms.max-in-fligth|5|sms.max-in-fligth (hidden): is no key of the worker; look for a slip in its name",
            "twilio.auth-tokn|hush|twilio.auth-tokn (hidden): is no key of the worker; look for a slip in its name",
            "sms.templates[0].content|{{code}}|sms.templates[0].usage-type (not set): has to be set"})
    void saysWhatIsWrongWithAKeyAndWhatWouldBeRight(String key, String value, String line) {
        properties.set(key, value);

        assertThat(new Configuration().problems()).containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource({"quarkus.log.level,debug", "quarkus.management.port,0", "kafka.session.timeout.ms,50000",
            "kafka.acks,all", "kafka.max.block.ms,5000", "kafka.client.id,me", "kafka.client.id,m$e",
            "kafka.client.id,m$$$$e", "kafka.client.id,m$${e}", "kafka.client.id,m\\\\$e"})
    void takesWhatIsRight(String key, String value) {
        properties.set(key, value);

        Configuration configuration = new Configuration();

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.warnings()).isEmpty();
    }

    /** Such as a file in Base64, put where its name should stand. */
    @Test
    void hidesALongTextThatIsNoPath() {
        properties.set("sms.connector-config", "a/".repeat(50_000) + "{\0");

        assertThat(new Configuration().problems())
                .containsExactly("sms.connector-config (hidden): cannot be read as what it should be");
    }

    @Test
    void namesEachKeyThatClashesWithWhatElseTheSameClientIsTold() {
        properties.set("kafka.group.protocol", "consumer");
        properties.set("kafka.session.timeout.ms", "3000");

        assertThat(new Configuration().problems()).extracting(line -> line.split(":")[0]).containsExactlyInAnyOrder(
                "kafka.group.protocol (consumer)", "kafka.session.timeout.ms (3000)");
    }

    @Test
    void takesAListOfServersThatEndsInAComma() {
        properties.set("kafka.bootstrap.servers", "one:9092,");

        assertThat(new Configuration().problems()).isEmpty();
    }

    @Test
    void goesOnBehindEachMistakeToFindTheNext() {
        properties.set("sms.code-ttl", "soon");
        properties.set("sms.retry.max-attempts", "0");
        properties.set("sms.templates[0].content", "no usage type");
        properties.set("sms.templates.max-segments", "30");
        properties.set("twilio.request-timeout", "soon");
        properties.set("twilio.account-sid", "AC1");
        properties.set("kafka.bootstrap.servers", "here");

        assertThat(new Configuration().problems()).extracting(line -> line.split(" ")[0]).containsExactlyInAnyOrder(
                "sms.code-ttl", "sms.retry.max-attempts", "sms.templates[0].usage-type", "sms.templates.max-segments",
                "twilio.request-timeout", "twilio.account-sid", "kafka.bootstrap.servers");
    }

    @Test
    void takesAPlaceholderOfAnotherKindForAReferenceToASetting() {
        properties.set("sms.templates[0].content", "Your code is ${code}");

        assertThat(new Configuration().problems()).containsExactly(
                "sms.templates[0].content (hidden): ${…} stands for another setting, which is not set; a placeholder is written {{…}}",
                "sms.templates[0].usage-type (not set): has to be set");
    }

    @Test
    void goesOnBehindAValueThatStandsForNothing() {
        properties.set("sms.code-ttl", "${NOPE}");
        properties.set("sms.max-in-flight", "many");

        assertThat(new Configuration().problems()).extracting(line -> line.split(" ")[0])
                .containsExactlyInAnyOrder("sms.code-ttl", "sms.max-in-flight");
    }

    @Test
    void readsOnWithDefaultsWhereAValueCannotBeRead() {
        properties.set("sms.max-in-flight", "many");
        properties.set("sms.code-ttl", "5m");
        properties.set("twilio.region", "ie1");

        Configuration configuration = new Configuration();

        assertThat(configuration.get(DeliveryConfig.class).orElseThrow().maxInFlight()).isEqualTo(1024);
        assertThat(configuration.get(DeliveryConfig.class).orElseThrow().codeTtl()).hasMinutes(5);
        assertThat(configuration.get(TwilioConfig.class).orElseThrow().region()).contains("ie1");
    }

    @Test
    void readsTheSettingsOfKafkasClientsAsTheWorkerDoes() {
        assertThat(new Configuration().kafka()).containsEntry("bootstrap.servers", "localhost:9092");
        properties.set("kafka.bootstrap.servers", "elsewhere:9092");
        properties.set("kafka.security.protocol", "SSL");

        assertThat(new Configuration().kafka()).containsEntry("bootstrap.servers", "elsewhere:9092")
                .containsEntry("security.protocol", "SSL");
    }
}
