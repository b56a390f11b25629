package dev.smsverification.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

class OverlaysTest {

    static final List<String> OVERLAYS = Overlay.NAMES;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyFieldOfEveryResourceIsKnown(String name) {
        assertThat(Overlay.render(name).resources()).isNotEmpty()
                .allSatisfy(resource -> assertThat(Schema.problems(resource)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({ //
            "Deployment, /spec/template/spec, terminationGracePeriodSecond", //
            "Deployment, /spec/template/spec/containers/0, readynessProbe", //
            "Deployment, /spec/template/spec/containers/0/securityContext, readOnlyRootFileSystem", //
            "Deployment, /spec/template/spec/containers/0/readinessProbe/httpGet, uri", //
            "CronJob, /spec/jobTemplate/spec, backOffLimit", //
            "NetworkPolicy, /spec/egress/0, ports_", //
            "PodDisruptionBudget, /spec, maxUnavailabel", //
            "ServiceAccount, '', automountServiceAccountTokens", //
            "ConfigMap, '', dota", //
            "ServiceMonitor, /spec/endpoints/0, targetport", //
            "PrometheusRule, /spec/groups/0/rules/0, labls", //
            "ExternalSecret, /spec/data/0/remoteRef, propertie", //
            "ScaledObject, /spec, coolDownPeriod", //
            "ScaledObject, /spec/triggers/0/metadata, lagTreshold"})
    void misspeltFieldIsFound(String kind, String at, String field) {
        ObjectNode resource = Overlay.render("keda").of(kind).getFirst().deepCopy();
        ((ObjectNode) resource.at(JsonPointer.compile(at))).put(field, "1");

        assertThat(Schema.problems(resource)).singleElement().asString().contains(field);
    }

    @ParameterizedTest
    @CsvSource({"KafkaTopic, /spec/config, retention.msec", "KafkaUser, /spec/authorization/acls/0, operation"})
    void misspeltFieldOfStrimziIsFound(String kind, String at, String field) {
        ObjectNode resource = Overlay.render("strimzi").of(kind).getFirst().deepCopy();
        ((ObjectNode) resource.at(JsonPointer.compile(at))).put(field, "1");

        assertThat(Schema.problems(resource)).singleElement().asString().contains(field);
    }

    @Test
    void kindWithoutSchemaIsFound() {
        ObjectNode resource = Overlay.render("dev").one("Service").deepCopy();
        resource.put("kind", "Servise");

        assertThat(Schema.problems(resource)).isNotEmpty();
    }

    @Test
    void alertsAreThoseOfPrometheus() throws IOException {
        JsonNode rules = new YAMLMapper().readTree(Path.of("src/main/prometheus/rules.yml").toFile());

        assertThat(Overlay.render("production").one("PrometheusRule").path("spec"))
                .as("k8s/base/prometheusrule.yaml has to be made again from src/main/prometheus/rules.yml")
                .isEqualTo(rules);
    }

    /** What a namespace with the label {@code pod-security.kubernetes.io/enforce: restricted} lets in. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void podIsAsRestrictedAsItsNamespaceAsks(String name) {
        Overlay overlay = Overlay.render(name);

        assertThat(overlay.one("Namespace").at("/metadata/labels")
                .path("pod-security.kubernetes.io/enforce").asText()).isEqualTo("restricted");
        assertThat(List.of(overlay.pod(), replay(overlay))).allSatisfy(pod -> {
            JsonNode context = pod.at("/spec/containers/0/securityContext");
            assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/spec/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void replayIsTheWorkersProgramWithItsConfigurationAndStartsOnlyByHand(String name) {
        Overlay overlay = Overlay.render(name);
        JsonNode replay = replay(overlay);

        assertThat(overlay.one("CronJob").at("/metadata/namespace"))
                .isEqualTo(overlay.one("Deployment").at("/metadata/namespace"));
        assertThat(overlay.one("CronJob").at("/spec/suspend").asBoolean()).isTrue();
        assertThat(replay.at("/spec/containers/0/image")).isEqualTo(overlay.container().path("image"));
        assertThat(replay.at("/spec/containers/0/args").toString()).isEqualTo("[\"replay\",\"--dry-run\"]");
        assertThat(replay.at("/spec/volumes").findValue("configMap").path("name"))
                .isEqualTo(overlay.one("ConfigMap").at("/metadata/name"));
        assertThat(replay.toString()).doesNotContainIgnoringCase("twilio");
    }

    /** It is not in their budget, and nobody scrapes it. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void replayIsNoneOfTheWorkers(String name) {
        Overlay overlay = Overlay.render(name);

        assertThat(replay(overlay).at("/metadata/labels").properties())
                .doesNotContainAnyElementsOf(overlay.one("Service").at("/spec/selector").properties());
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void replayTalksToDnsAndKafkaOnlyAndNobodyToIt(String name) {
        Overlay overlay = Overlay.render(name);
        JsonNode policy = overlay.networkPolicy("sms-verification-replay");
        List<JsonNode> inside = StreamSupport.stream(overlay.networkPolicy("sms-verification-worker")
                .at("/spec/egress").spliterator(), false)
                .filter(rule -> rule.findValue("ipBlock") == null).toList();

        assertThat(policy.at("/metadata/namespace")).isEqualTo(overlay.one("CronJob").at("/metadata/namespace"));
        assertThat(policy.at("/spec/podSelector/matchLabels")).isEqualTo(replay(overlay).at("/metadata/labels"));
        assertThat(policy.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(policy.at("/spec/ingress").isMissingNode()).isTrue();
        assertThat(policy.at("/spec/egress")).hasSize(2).containsExactlyElementsOf(inside);
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everythingThatSelectsPodsSelectsTheWorkers(String name) {
        Overlay overlay = Overlay.render(name);
        JsonNode labels = overlay.pod().at("/metadata/labels");

        assertThat(List.of(overlay.one("Deployment").at("/spec/selector/matchLabels"),
                overlay.one("PodDisruptionBudget").at("/spec/selector/matchLabels"),
                overlay.networkPolicy("sms-verification-worker").at("/spec/podSelector/matchLabels"),
                overlay.one("Service").at("/spec/selector"))).allMatch(labels::equals);
        assertThat(overlay.one("ServiceMonitor").at("/spec/selector/matchLabels"))
                .isEqualTo(overlay.one("Service").at("/metadata/labels"));
    }

    private static JsonNode replay(Overlay overlay) {
        return overlay.one("CronJob").at("/spec/jobTemplate/spec/template");
    }
}
