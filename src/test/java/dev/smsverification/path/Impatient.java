package dev.smsverification.path;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A worker that does not wait long and gives up soon. */
public final class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sms.retry.delays", "200ms,400ms", "sms.retry.max-attempts", "3");
    }
}
