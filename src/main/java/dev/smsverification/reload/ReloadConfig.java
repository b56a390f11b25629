package dev.smsverification.reload;

import java.time.Duration;

import dev.smsverification.setting.TimeSetting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How files are watched for changes. */
@ConfigMapping(prefix = "sms")
public interface ReloadConfig {

    /** How often to look whether files have changed. */
    @WithDefault("5s")
    @WithConverter(TimeSetting.class)
    Duration reloadInterval();
}
