package dev.smsverification.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.GroupRebalanceConfig;
import org.apache.kafka.clients.GroupRebalanceConfig.ProtocolType;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.Heartbeat;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

import dev.smsverification.log.Muted;
import dev.smsverification.setting.HttpUrl;

/**
 * What Kafka's clients would refuse in {@code kafka.*}, or the worker ignores. Nothing connects, so that what only shows at
 * run time, such as an unknown host, is not found.
 *
 * @param settings {@code kafka.*}, without the prefix
 * @param consumer what the worker itself sets for its consumer; takes precedence
 * @param producer the same for its producer
 */
record KafkaSettings(Map<String, Object> settings, Map<String, Object> consumer, Map<String, Object> producer) {

    Stream<Problem> problems() {
        List<Problem> single = settings.entrySet().stream().flatMap(KafkaSettings::problems).toList();
        return single.isEmpty()
                ? Stream.concat(clashes(consumer, KafkaSettings::tryConsumer), clashes(producer, ProducerConfig::new))
                        .distinct()
                : single.stream();
    }

    /**
     * A line for each setting that the worker's consumer or producer ignores, because the worker sets the same key for it. Its other
     * clients may follow the setting.
     */
    Stream<String> ignored() {
        return Stream.concat(ignored("consumer", consumer), ignored("producer", producer));
    }

    private Stream<String> ignored(String client, Map<String, Object> workers) {
        return settings.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .filter(setting -> !setting.getValue()
                        .equals(workers.getOrDefault(setting.getKey(), setting.getValue())))
                .map(setting -> Problem.of("kafka." + setting.getKey(), setting.getValue().toString(),
                        "is ignored by the worker's " + client + ", which has "
                                + Problem.shown(setting.getKey(), workers.get(setting.getKey()).toString()))
                        .line());
    }

    private static Stream<Problem> problems(Map.Entry<String, Object> setting) {
        return Stream.of(AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef())
                .map(client -> client.configKeys().get(setting.getKey())).filter(Objects::nonNull)
                .map(key -> problem(key, setting.getValue())).flatMap(Optional::stream).limit(1);
    }

    /** One problem for each {@code kafka.*} key whose removal makes the client's refusal disappear or change. */
    private Stream<Problem> clashes(Map<String, Object> workers, Consumer<Map<String, Object>> client) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(workers);
        return refusal(client, all).stream().flatMap(why -> {
            List<Problem> keys = settings.keySet().stream().filter(key -> settings.get(key).equals(all.get(key)))
                    .filter(key -> !refusal(client, without(all, key)).equals(Optional.of(why)))
                    .map(key -> clash(key, settings.get(key).toString(), why)).toList();
            return keys.isEmpty() ? Stream.of(clash("*", "together", why)) : keys.stream();
        });
    }

    private static Problem clash(String key, String value, String why) {
        return Problem.of("kafka." + key, value, "does not go with what else is set: " + why);
    }

    private static Optional<String> refusal(Consumer<Map<String, Object>> client, Map<String, Object> settings) {
        // The clients log all their settings, at each try.
        try (Muted _ = Muted.of("org.apache.kafka")) {
            client.accept(settings);
            return Optional.empty();
        } catch (KafkaException | IllegalArgumentException refusal) {
            return Optional.of(String.valueOf(refusal.getMessage()));
        }
    }

    /** What a consumer does with its settings before it connects. */
    private static void tryConsumer(Map<String, Object> settings) {
        new Heartbeat(new GroupRebalanceConfig(new ConsumerConfig(settings), ProtocolType.CONSUMER), Time.SYSTEM);
    }

    private static Map<String, Object> without(Map<String, Object> settings, String key) {
        Map<String, Object> others = new HashMap<>(settings);
        others.remove(key);
        return others;
    }

    private static Optional<Problem> problem(ConfigDef.ConfigKey key, Object value) {
        return rule(key, value).map(rule -> Problem.of("kafka." + key.name, value.toString(), rule));
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
        return Utils.getHost(text) != null && port != null && port <= HttpUrl.HIGHEST_PORT;
    }
}
