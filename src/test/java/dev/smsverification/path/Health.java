package dev.smsverification.path;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What the worker's health endpoints answer, as a kubelet would ask them. */
record Health(int httpStatus, String body) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Health ready(URI worker) {
        return ask(worker.resolve("/q/health/ready"));
    }

    static Health started(URI worker) {
        return ask(worker.resolve("/q/health/started"));
    }

    static Health live(URI worker) {
        return ask(worker.resolve("/q/health/live"));
    }

    boolean isUp() {
        return httpStatus == 200;
    }

    boolean isDown() {
        return httpStatus == 503;
    }

    private static Health ask(URI endpoint) {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(endpoint).build(), BodyHandlers.ofString());
            return new Health(answer.statusCode(), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no answer", e);
        }
    }
}
