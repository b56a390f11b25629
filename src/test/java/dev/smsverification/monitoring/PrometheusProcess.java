package dev.smsverification.monitoring;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.smsverification.testing.Ports;

/** A real Prometheus on loopback that scrapes one worker, and evaluates rules, every second. */
final class PrometheusProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI api;

    private PrometheusProcess(Process process, URI api) {
        this.process = process;
        this.api = api;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    }

    /** @param directory an empty one, for all that it keeps */
    static PrometheusProcess start(Path directory, URI worker, String rules) {
        int port = Ports.free();
        try {
            Files.writeString(directory.resolve("rules.yml"), rules);
            Path configuration = Files.writeString(directory.resolve("prometheus.yml"),
                    """
                    global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                    rule_files: [rules.yml]
                    scrape_configs:
                      - job_name: worker
                        metrics_path: /q/metrics
                        static_configs: [{targets: ['%s']}]
                    """.formatted(worker.getAuthority()));
            Process process = new ProcessBuilder("prometheus", "--config.file=" + configuration,
                    "--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true).redirectOutput(directory.resolve("prometheus.log").toFile()).start();
            return new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port + "/api/v1/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the alerts that are firing; none while it does not answer. */
    Set<String> firing() {
        Set<String> names = new TreeSet<>();
        StreamSupport.stream(get("alerts").at("/data/alerts").spliterator(), false)
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .forEach(alert -> names.add(alert.at("/labels/alertname").asText()));
        return names;
    }

    /** What a query comes to that has one result; zero where it has none. */
    double value(String query) {
        return get("query?query=" + URLEncoder.encode(query, UTF_8)).at("/data/result/0/value/1").asDouble();
    }

    /** Whether it has scraped the worker. */
    boolean seesTheWorker() {
        return get("targets").at("/data/activeTargets/0/health").asText().equals("up");
    }

    private JsonNode get(String path) {
        try {
            return new JsonMapper().readTree(HTTP.send(HttpRequest.newBuilder(api.resolve(path)).build(), ofString())
                    .body());
        } catch (IOException _) {
            return new JsonMapper().createObjectNode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
