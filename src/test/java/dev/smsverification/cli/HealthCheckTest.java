package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpServer;

class HealthCheckTest {

    private final HttpServer worker;

    HealthCheckTest() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.start();
    }

    @AfterEach
    void stop() {
        worker.stop(0);
    }

    /** White space around the port does not matter to the worker. */
    @ParameterizedTest
    @CsvSource({"200,%d,true", "503,%d,false", "200,' %d ',true"})
    void isHealthyIfTheWorkerSaysThatItIsReady(int status, String port, boolean healthy) {
        worker.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });

        assertThat(HealthCheck.isReady(port(port.formatted(worker.getAddress().getPort())))).isEqualTo(healthy);
    }

    @Test
    void isNotHealthyWhereNobodyAnswers() {
        worker.stop(0);

        assertThat(HealthCheck.isReady(port(Integer.toString(worker.getAddress().getPort())))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "70000", ""})
    void isNotHealthyWhereThePortIsNone(String port) {
        assertThat(HealthCheck.isReady(port(port))).isFalse();
    }

    private static Map<String, String> port(String value) {
        return Map.of("QUARKUS_MANAGEMENT_PORT", value);
    }
}
