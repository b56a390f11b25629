package dev.smsverification.connector;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where a connector's JSON is. */
@ConfigMapping(prefix = "sms")
public interface ConnectorConfig {

    /** The JSON of a Logto Twilio SMS connector. Keys of the worker's own override what it says. */
    Optional<Path> connectorConfig();
}
