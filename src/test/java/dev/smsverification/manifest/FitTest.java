package dev.smsverification.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.reload.ReloadConfig;
import dev.smsverification.template.TemplateConfig;
import dev.smsverification.testing.Mappings;
import dev.smsverification.testing.WorkerEnvironment;
import dev.smsverification.topic.TopicsConfig;
import dev.smsverification.twilio.TwilioConfig;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.WithDefault;

/** Holds ports, paths, names and times of the manifests against the code. */
class FitTest {

    static final List<String> OVERLAYS = Overlay.NAMES;

    private static final TopicsConfig TOPICS = defaults(TopicsConfig.class);
    private static final String PORT = port();

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyPortIsTheOneThatIsServed(String name) {
        Overlay overlay = Overlay.render(name);

        assertThat(overlay.container().path("ports")).singleElement()
                .satisfies(port -> assertThat(port.path("containerPort").asText()).isEqualTo(PORT))
                .satisfies(port -> assertThat(port.path("name").asText()).isEqualTo("management"));
        assertThat(overlay.one("Service").at("/spec/ports/0/targetPort").asText()).isEqualTo("management");
        assertThat(overlay.one("ServiceMonitor").at("/spec/endpoints/0/port").asText())
                .isEqualTo(overlay.one("Service").at("/spec/ports/0/name").asText());
        assertThat(overlay.networkPolicy("sms-verification-worker").at("/spec/ingress/0/ports/0/port").asText())
                .isEqualTo("management");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void probesAskWhatIsAnswered(String name) {
        JsonNode container = Overlay.render(name).container();

        assertThat(List.of("startup", "liveness", "readiness")).extracting(
                probe -> container.at("/" + probe + "Probe/httpGet/port").asText() + " "
                        + container.at("/" + probe + "Probe/httpGet/path").asText())
                .containsExactly("management /q/health/started", "management /q/health/live",
                        "management /q/health/ready");
        // The JDK waits for a name server for up to 20 s, and bootstrap.servers may have several names.
        assertThat(Duration.ofSeconds(container.at("/startupProbe/periodSeconds").asLong()
                * container.at("/startupProbe/failureThreshold").asLong()))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    /** A checkout with a umask of 077 would have it readable for its owner only, who is not the worker's user. */
    @Test
    void theImagesUserMayReadTheJvmsOptions() throws IOException {
        assertThat(Files.readString(Path.of("src/main/docker/Dockerfile")))
                .contains("COPY --chmod=0644 src/main/docker/jvm.options ");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void thereIsTimeToDrain(String name) {
        Duration drain = defaults(TwilioConfig.class).requestTimeout().multipliedBy(2).plusSeconds(5);

        assertThat(Overlay.render(name).pod().at("/spec/terminationGracePeriodSeconds").asLong())
                .isGreaterThan(drain.toSeconds());
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyVariableAndKeyIsOneThatTheWorkerKnows(String name) throws IOException {
        Overlay overlay = Overlay.render(name);
        Set<String> keys = keys();
        Set<String> variables = keys.stream().map(WorkerEnvironment::variable).collect(Collectors.toSet());
        Properties file = new Properties();
        file.load(new StringReader(overlay.one("ConfigMap").at("/data").path("application.properties").asText()));

        assertThat(texts(overlay.container().path("env"), "/name")).isNotEmpty()
                .filteredOn(variable -> variable.matches("(SMS|TWILIO)_.*")).isSubsetOf(variables);
        assertThat(texts(overlay.container().path("env"), "/name"))
                .allMatch(variable -> variable.matches("(SMS|TWILIO|KAFKA)_.*|LOG_FORMAT"));
        assertThat(Stream.concat(
                texts(overlay.container().path("env"), "/name").stream()
                        .map(variable -> variable.toLowerCase(Locale.ROOT).replace('_', '.')),
                file.stringPropertyNames().stream()).filter(key -> key.startsWith("kafka."))
                .map(key -> key.substring("kafka.".length()))).isSubsetOf(kafkaKeys());
        assertThat(file.stringPropertyNames()).isNotEmpty().filteredOn(key -> !key.startsWith("kafka."))
                .extracting(key -> key.replaceAll("\\[\\d+]", "[*]")).isSubsetOf(keys);
    }

    @Test
    void strimziMakesEveryTopicWithPartitionsAlike() {
        List<JsonNode> topics = Overlay.render("strimzi").of("KafkaTopic");

        assertThat(topics).extracting(topic -> topic.at("/spec/topicName").asText())
                .containsExactlyInAnyOrderElementsOf(topics());
        assertThat(topics).extracting(topic -> topic.at("/spec/partitions").asInt()).containsOnly(12);
    }

    @Test
    void workerMayDoWithTheTopicsWhatItDoes() {
        assertThat(rights("sms-verification-worker")).containsExactlyInAnyOrderElementsOf(Stream
                .of(
                        Stream.of("topic " + TOPICS.topics().requested() + " [\"Read\",\"Describe\"]",
                                "topic " + TOPICS.topics().status() + " [\"Read\",\"Write\",\"Describe\"]",
                                "topic " + TOPICS.topics().deadLetter() + " [\"Read\",\"Write\",\"Describe\"]",
                                "group " + TOPICS.groupId() + " [\"Read\",\"Describe\"]"),
                        retries().map(topic -> "topic " + topic + " [\"Read\",\"Write\",\"Describe\"]"))
                .flatMap(all -> all).toList());
    }

    @Test
    void replayMayDoWithTheTopicsWhatItDoes() {
        assertThat(rights("sms-verification-replay")).containsExactlyInAnyOrder(
                "topic " + TOPICS.topics().deadLetter() + " [\"Read\",\"Describe\"]",
                "topic " + TOPICS.topics().requested() + " [\"Read\",\"Write\",\"Describe\"]",
                "topic " + TOPICS.topics().status() + " [\"Read\",\"Describe\"]",
                "transactionalId " + TOPICS.groupId() + "-replay [\"Write\",\"Describe\"]");
    }

    @Test
    void replayLogsInAsTheWorkerDoesButAsAUserOfItsOwn() {
        Overlay strimzi = Overlay.render("strimzi");
        JsonNode replay = strimzi.one("CronJob").at("/spec/jobTemplate/spec/template/spec/containers/0/env");

        assertThat(texts(replay, "/name")).isNotEmpty()
                .containsExactlyElementsOf(texts(strimzi.container().path("env"), "/name").stream()
                        .filter(variable -> variable.startsWith("KAFKA_")).toList());
        assertThat(replay.findValue("secretKeyRef").path("name").asText()).isEqualTo("sms-verification-replay");
    }

    @Test
    void kedaScalesByEveryTopicThatIsConsumed() {
        JsonNode triggers = Overlay.render("keda").one("ScaledObject").at("/spec/triggers");

        assertThat(texts(triggers, "/metadata/topic")).containsExactlyInAnyOrderElementsOf(
                Stream.concat(Stream.of(TOPICS.topics().requested()), retries()).toList());
        assertThat(texts(triggers, "/metadata/consumerGroup")).containsOnly(TOPICS.groupId());
    }

    @Test
    void composeMakesEveryTopicAndShowsThePort() throws IOException {
        JsonNode services = new YAMLMapper().readTree(Path.of("docker-compose.yml").toFile()).path("services");
        String command = services.at("/topics/command/0").asText();

        assertThat(topics()).allMatch(topic -> command.contains("create " + topic.replace("sms.verification.", "")));
        assertThat(Files.readString(Path.of("docker-compose.yml"))).contains("127.0.0.1:" + PORT + ":" + PORT);
        assertThat(Files.readString(Path.of("src/main/prometheus/prometheus.yml"))).contains("worker:" + PORT);
        assertThat(Files.readString(Path.of("src/main/docker/Dockerfile"))).contains("EXPOSE " + PORT);
    }

    /** Health and metrics are for whoever is on this machine. */
    @Test
    void theContainerOfTheReadmeOpensThePortOnLoopbackOnly() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md")))
                .filteredOn(line -> line.matches(".* -p \\S*:" + PORT + "\\b.*"))
                .isNotEmpty()
                .allMatch(line -> line.contains(" -p 127.0.0.1:" + PORT + ":" + PORT));
    }

    /** Whatever one of the worker's clients of Kafka knows. */
    private static Set<String> kafkaKeys() {
        return Stream.of(ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
                .flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static List<String> rights(String user) {
        JsonNode acls = Overlay.render("strimzi").of("KafkaUser").stream()
                .filter(it -> it.at("/metadata/name").asText().equals(user)).findFirst().orElseThrow()
                .at("/spec/authorization/acls");
        return StreamSupport.stream(acls.spliterator(), false).map(acl -> acl.at("/resource/type").asText() + " "
                + acl.at("/resource/name").asText() + " " + acl.path("operations")).toList();
    }

    private static List<String> topics() {
        return Stream.concat(Stream.of(TOPICS.topics().requested(), TOPICS.topics().status(),
                TOPICS.topics().deadLetter()), retries()).toList();
    }

    private static Stream<String> retries() {
        return TOPICS.retry().delays().stream()
                .map(delay -> TOPICS.topics().retryPrefix() + "-" + delay.toSeconds() + "s");
    }

    private static Set<String> keys() {
        return Stream
                .of(TopicsConfig.class, DeliveryConfig.class, ConnectorConfig.class, ReloadConfig.class,
                        TemplateConfig.class,
                        TwilioConfig.class)
                .flatMap(mapping -> ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode array, String at) {
        List<String> texts = new ArrayList<>();
        StreamSupport.stream(array.spliterator(), false).forEach(element -> texts.add(element.at(at).asText()));
        return texts;
    }

    /** The default of Quarkus: the worker sets no other. */
    private static String port() {
        try {
            return ManagementConfig.class.getMethod("port").getAnnotation(WithDefault.class).value();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T defaults(Class<T> mapping) {
        return Mappings.of(mapping, Map.of());
    }
}
