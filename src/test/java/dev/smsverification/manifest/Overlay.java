package dev.smsverification.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * An overlay as {@code kubectl apply -k} would send it.
 *
 * @param resources in the order of kubectl
 */
record Overlay(String name, List<JsonNode> resources) {

    static final List<String> NAMES = List.of("dev", "production", "keda", "strimzi");

    private static final Path DIRECTORY = Path.of("k8s/overlays");
    /** Rendering takes half a second. */
    private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

    /** Renders it once for all tests, which must not change it; skips the test where kubectl is missing. */
    static Overlay render(String name) {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
        assumeTrue(installed, "kubectl is not installed: the manifests are not tested");
        return RENDERED.computeIfAbsent(name, Overlay::kustomize);
    }

    private static Overlay kustomize(String name) {
        try {
            Process kubectl = new ProcessBuilder("kubectl", "kustomize", DIRECTORY.resolve(name).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String yaml = new String(kubectl.getInputStream().readAllBytes(), UTF_8);
            assertThat(kubectl.waitFor()).as("kubectl kustomize %s", name).isZero();
            YAMLMapper mapper = new YAMLMapper();
            return new Overlay(name,
                    mapper.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<JsonNode> of(String kind) {
        return resources.stream().filter(resource -> resource.path("kind").asText().equals(kind)).toList();
    }

    /** The only one of its kind. */
    JsonNode one(String kind) {
        assertThat(of(kind)).hasSize(1);
        return of(kind).getFirst();
    }

    JsonNode networkPolicy(String of) {
        List<JsonNode> policies = of("NetworkPolicy").stream()
                .filter(policy -> policy.at("/metadata/name").asText().equals(of)).toList();
        assertThat(policies).as("network policy %s", of).hasSize(1);
        return policies.getFirst();
    }

    JsonNode pod() {
        return one("Deployment").at("/spec/template");
    }

    JsonNode container() {
        return pod().at("/spec/containers/0");
    }
}
