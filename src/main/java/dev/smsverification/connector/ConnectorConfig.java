package dev.smsverification.connector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import dev.smsverification.setting.TimeSetting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Where a connector's JSON is. */
@ConfigMapping(prefix = "sms")
public interface ConnectorConfig {

    /** The JSON of a Logto Twilio SMS connector. Keys of the worker's own override what it says. */
    Optional<Path> connectorConfig();

    /** How often files that may be replaced while the worker runs are looked at. */
    @WithDefault("5s")
    @WithConverter(TimeSetting.class)
    Duration reloadInterval();
}
