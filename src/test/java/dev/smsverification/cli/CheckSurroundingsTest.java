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

/** What {@code check} says of settings that are not the worker's own: of tracing, the log, Quarkus and Kafka's clients. */
class CheckSurroundingsTest {
    @TempDir
    Path directory;

    @AutoClose
    private Shell shell;

    @BeforeEach
    void configure() throws IOException {
        shell = new Shell(directory, "http://127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource({"otel.exporter.otlp.endpoint,collector:4318,(hidden): must be a URL such as http://collector:4318",
            "otel.exporter.otlp.traces.endpoint,collector,(hidden): must be a URL such as http://collector:4318",
            "otel.exporter.otlp.protocol,grpc,(grpc): must be http/protobuf"})
    void checkTellsOfWhatTracingCannotStartWith(String key, String value, String problem) {
        shell.set(key, value);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString().startsWith(key).endsWith(problem);
    }

    @ParameterizedTest
    @CsvSource({"otel.traces.sampler,hush", "otel.propagators,hush", "otel.bsp.schedule.delay,hush",
            "otel.exporter.otlp.headers,Authorization hush"})
    void checkTellsOfWhatTheSdkOfTracingRefuses(String key, String value) {
        shell.set("otel.exporter.otlp.endpoint", "http://127.0.0.1:4318");
        shell.set(key, value);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString()
                .isEqualTo(
                        key + " (hidden): OpenTelemetry's SDK does not take it; see its list of environment variables");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint",
            "otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol"})
    void anEmptyVariableOfOpenTelemetryCountsAsNotSet(String key) {
        shell.set(key, "");

        assertThat(shell.run("check")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.exporter.otlp.traces.endpoint", "otel.exporter.otlp.protocol",
            "otel.exporter.otlp.traces.protocol"})
    void anEmptyVariableOfOpenTelemetryCountsAsNotSetWhereTracesAreSent(String key) {
        shell.set("otel.exporter.otlp.endpoint", "http://127.0.0.1:4318");
        shell.set(key, "");

        assertThat(shell.run("check")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "jsno"})
    void checkTellsOfAFormatOfTheLogThatIsNone(String format) {
        shell.set("LOG_FORMAT", format);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).containsExactly("LOG_FORMAT (" + format + "): must be text or json");
    }

    /** Without it, nothing would be traced, and nobody be told. */
    @Test
    void checkTellsOfAnEndpointForSpansThatStandsForNothing() {
        shell.set("otel.exporter.otlp.endpoint", "http://${NOPE}:4318");

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString()
                .startsWith("otel.exporter.otlp.endpoint (hidden): ${…} stands for another setting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "text", ""})
    void checkTakesEachFormatOfTheLog(String format) {
        shell.set("LOG_FORMAT", format);

        assertThat(shell.run("check")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"quarkus.management.port,http", "quarkus.management.port,70000"})
    void checkTellsOfWhatQuarkusCannotStartWith(String key, String value) {
        shell.set(key, value);

        int exitCode = shell.run("check");

        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.err().lines()).singleElement().asString().startsWith(key + " (" + value + "): must be ");
    }

    @Test
    void checkWarnsOfAKeyOfKafkasThatTheWorkerSetsItself() {
        shell.set("kafka.linger.ms", "5");

        int exitCode = shell.run("check");

        assertThat(exitCode).isZero();
        assertThat(shell.out().lines()).contains(
                "warning: kafka.linger.ms (5): is ignored by the worker's producer, which has 0");
    }
}
