package dev.smsverification.path;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Topics that nobody has created, and that the worker must not create. */
public final class LateTopics implements QuarkusTestResourceLifecycleManager {

    static final String PREFIX = "late";

    @Override
    public Map<String, String> start() {
        return Map.of("sms.topics.create", "false", "sms.topics.requested", PREFIX + ".requested", "sms.topics.status",
                PREFIX + ".status", "sms.topics.dead-letter", PREFIX + ".dead-letter", "sms.topics.retry-prefix",
                PREFIX + ".retry", "sms.group-id", PREFIX);
    }

    @Override
    public void stop() {
        // Nothing was started.
    }

    /** After the surroundings, whose settings these replace. */
    @Override
    public int order() {
        return 1;
    }
}
