package dev.smsverification.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;

/** What Kafka's clients would refuse in {@code kafka.*}. What only shows where they run, such as a name that is unknown, is not looked at. */
final class KafkaSettings {

    private static final int HIGHEST_PORT = 65_535;

    private KafkaSettings() {}

    static Stream<Problem> problemsIn(Map<String, Object> settings) {
        List<ConfigDef> clients = List.of(AdminClientConfig.configDef(), ConsumerConfig.configDef(),
                ProducerConfig.configDef());
        return settings.entrySet().stream().flatMap(setting -> clients.stream()
                .map(client -> client.configKeys().get(setting.getKey())).filter(Objects::nonNull)
                .map(key -> problem(key, setting.getValue())).flatMap(Optional::stream).limit(1));
    }

    private static Optional<Problem> problem(ConfigDef.ConfigKey key, Object value) {
        return rule(key, value).map(rule -> new Problem("kafka." + key.name,
                "kafka." + key.name + " (" + Problem.shown(key.name, value.toString()) + "): " + rule));
    }

    /** The rule that is broken. */
    private static Optional<String> rule(ConfigDef.ConfigKey key, Object value) {
        Object parsed;
        try {
            parsed = ConfigDef.parseType(key.name, value, key.type);
        } catch (ConfigException _) {
            return Optional.of("must be of the type " + key.type);
        }
        try {
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
        } catch (ConfigException _) {
            return Optional.of("must be " + key.validator);
        }
        return key.name.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) && !areAddresses((List<?>) parsed)
                ? Optional.of("must be a list of addresses such as kafka:9092")
                : Optional.empty();
    }

    private static boolean areAddresses(List<?> addresses) {
        List<String> named = addresses.stream().map(Object::toString).filter(address -> !address.isEmpty()).toList();
        return !named.isEmpty() && named.stream().allMatch(KafkaSettings::isAddress);
    }

    private static boolean isAddress(String text) {
        Integer port = Utils.getPort(text);
        return Utils.getHost(text) != null && port != null && port <= HIGHEST_PORT;
    }
}
