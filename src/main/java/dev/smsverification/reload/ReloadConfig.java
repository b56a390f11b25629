package dev.smsverification.reload;

import java.time.Duration;

import dev.smsverification.setting.TimeSetting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How files are watched. */
@ConfigMapping(prefix = "sms")
public interface ReloadConfig {

    /** How often files that may be replaced while the worker runs are looked at. */
    @WithDefault("5s")
    @WithConverter(TimeSetting.class)
    Duration reloadInterval();
}
