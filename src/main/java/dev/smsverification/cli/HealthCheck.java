package dev.smsverification.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/**
 * The container's health check: exit code 0 if the worker of this machine says that it is ready. It needs no shell, and of the
 * worker's libraries none.
 */
public final class HealthCheck {

    private static final int PATIENCE_MS = 4_000;

    private HealthCheck() {}

    public static void main(String... args) {
        System.exit(isReady(System.getenv()) ? 0 : 1);
    }

    private static boolean isReady(Map<String, String> environment) {
        String port = environment.getOrDefault("QUARKUS_MANAGEMENT_PORT", "9000");
        try {
            URI readiness = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
            HttpURLConnection question = (HttpURLConnection) readiness.toURL().openConnection();
            question.setConnectTimeout(PATIENCE_MS);
            question.setReadTimeout(PATIENCE_MS);
            return question.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }
}
