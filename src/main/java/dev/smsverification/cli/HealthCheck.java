package dev.smsverification.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The container's health check: exit code 0 if the worker of this machine says that it is ready. It needs no shell and
 * none of the worker's libraries, and does without an HTTP client, which would take most of its time to load.
 */
public final class HealthCheck {

    private static final int PATIENCE_MS = 4_000;
    private static final byte[] QUESTION = "GET /q/health/ready HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_LINE = "HTTP/1.0 200".length();

    private HealthCheck() {}

    public static void main(String... args) {
        System.exit(isReady(System.getenv()) ? ExitCode.DONE : ExitCode.FAILED);
    }

    static boolean isReady(Map<String, String> environment) {
        try (Socket worker = new Socket()) {
            int port = Integer.parseInt(environment.getOrDefault("QUARKUS_MANAGEMENT_PORT", "9000").strip());
            worker.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
            worker.setSoTimeout(PATIENCE_MS);
            worker.getOutputStream().write(QUESTION);
            byte[] answer = worker.getInputStream().readNBytes(STATUS_LINE);
            return new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException | IllegalArgumentException _) {
            // As of a worker that has ended, or could not start with such a port.
            return false;
        }
    }
}
