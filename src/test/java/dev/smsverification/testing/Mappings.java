package dev.smsverification.testing;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Configuration as the worker reads it, from nothing but the keys of a test. */
public final class Mappings {

    private Mappings() {}

    /** Fails where one of the keys is not known to the mapping, or has a value that it refuses. */
    public static <T> T of(Class<T> mapping, Map<String, String> keys) {
        return of(keys, mapping).getConfigMapping(mapping);
    }

    /** Several that share their keys; fails where one of them is known to none. */
    public static SmallRyeConfig of(Map<String, String> keys, Class<?>... mappings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(keys, "test", 100));
        for (Class<?> mapping : mappings) {
            builder.withMapping(mapping);
        }
        return builder.build();
    }
}
