package dev.smsverification.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;

/**
 * What a resource may look like, down to the last field: Kubernetes' own kinds by the models of its Java client, which are made from its
 * OpenAPI document, custom ones by the closed schemas of {@code /crds}.
 */
final class Schema {

    /** Throws {@link IllegalArgumentException} at the first fault: an unknown field, a missing one or a wrong type. */
    private interface Check {
        void check(JsonElement resource) throws IOException;
    }

    private static final Map<String, Check> KUBERNETES = Map.of( //
            "apps/v1 Deployment", V1Deployment::validateJsonElement, //
            "batch/v1 CronJob", V1CronJob::validateJsonElement, //
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement, //
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement, //
            "v1 ConfigMap", V1ConfigMap::validateJsonElement, //
            "v1 Namespace", V1Namespace::validateJsonElement, //
            "v1 Service", V1Service::validateJsonElement, //
            "v1 ServiceAccount", V1ServiceAccount::validateJsonElement);

    private Schema() {}

    /** What is wrong with it; empty when nothing is. */
    static List<String> problems(JsonNode resource) {
        String kind = resource.path("apiVersion").asText() + " " + resource.path("kind").asText();
        Check kubernetes = KUBERNETES.get(kind);
        try {
            if (kubernetes == null) {
                return custom(resource);
            }
            kubernetes.check(JsonParser.parseString(resource.toString()));
            return List.of();
        } catch (IllegalArgumentException fault) {
            return List.of(fault.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> custom(JsonNode resource) throws IOException {
        String kind = resource.path("kind").asText();
        try (InputStream schema = Schema.class.getResourceAsStream("/crds/" + kind + ".json")) {
            return schema == null
                    ? List.of("there is no schema for " + kind)
                    : JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema).validate(resource).stream()
                            .map(ValidationMessage::getMessage).toList();
        }
    }
}
