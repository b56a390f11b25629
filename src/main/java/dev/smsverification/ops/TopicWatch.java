package dev.smsverification.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

import dev.smsverification.event.Topics;
import dev.smsverification.event.TopicsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;

/** Looks, every few seconds, whether Kafka can be reached and all topics are as they have to be. */
@Singleton
class TopicWatch {

    static final String NOT_LOOKED = "the topics have not been looked at yet";

    private static final Logger LOG = Logger.getLogger(TopicWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final String MISSING = "is missing";
    private static final int PARTITIONS_WHERE_NOTHING_EXISTS = 6;
    /** A request may be as large as the broker allows; with the headers of a dead letter it is larger. */
    private static final Map<String, String> LARGER_THAN_ANY_REQUEST = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(8 * 1024 * 1024));

    private final Topics topics;
    private final Lag lag;
    private final boolean create;
    private final Map<String, Object> settings;
    private final ScheduledExecutorService scheduler = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("topic-watch").factory());
    private volatile List<String> problems = List.of(NOT_LOOKED);
    private volatile Optional<Admin> client = Optional.empty();

    TopicWatch(Topics topics, TopicsConfig config, Lag lag,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.topics = topics;
        this.lag = lag;
        this.create = config.topics().create();
        this.settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "topic-watch");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) INTERVAL.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) INTERVAL.toMillis());
    }

    /** What is wrong, each in a sentence; empty when nothing is. */
    List<String> problems() {
        return problems;
    }

    /** Whether there has been a first look, whatever it found. */
    boolean looked() {
        return !problems.equals(List.of(NOT_LOOKED));
    }

    void start(@Observes StartupEvent event) {
        scheduler.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.shutdownNow();
        client.ifPresent(it -> it.close(Duration.ZERO));
    }

    private void look() {
        List<String> found = find();
        // A look that is cut short, its client closed under it, tells nothing of the topics.
        if (!scheduler.isShutdown() && !found.equals(problems)) {
            problems = found;
            if (found.isEmpty()) {
                LOG.info("All topics are there");
            } else {
                found.forEach(problem -> LOG.errorf("Not ready: %s", problem));
            }
        }
    }

    private List<String> find() {
        try {
            Admin admin = connected();
            Map<String, Integer> partitions = new HashMap<>();
            Map<String, String> unknown = look(admin, partitions);
            if (create && !unknown.isEmpty()) {
                create(admin, partitions, unknown);
            }
            lag.measure(admin);
            return problems(partitions, unknown);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return problems;
        } catch (ExecutionException | RuntimeException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return List.of("Kafka cannot be asked for its topics: " + cause.getClass().getSimpleName());
        }
    }

    /** One for all looks: to make one costs more than to look. There is none while no broker's name can be resolved. */
    private Admin connected() {
        if (client.isEmpty()) {
            client = Optional.of(Admin.create(settings));
        }
        return client.get();
    }

    /**
     * Asks how many partitions the topics have.
     *
     * @return by topic, why that is not known
     */
    private Map<String, String> look(Admin admin, Map<String, Integer> partitions)
            throws InterruptedException, ExecutionException {
        Map<String, String> unknown = new TreeMap<>();
        for (var topic : admin.describeTopics(topics.all()).topicNameValues().entrySet()) {
            try {
                partitions.put(topic.getKey(), topic.getValue().get().partitions().size());
            } catch (ExecutionException failure) {
                unknown.put(topic.getKey(), switch (failure.getCause()) {
                    case UnknownTopicOrPartitionException _ -> MISSING;
                    case TopicAuthorizationException _ -> "may not be described by this worker";
                    default -> throw failure;
                });
            }
        }
        return unknown;
    }

    /** Creates what is missing. A broker that is asked for it right away may not have heard of it yet. */
    private void create(Admin admin, Map<String, Integer> partitions, Map<String, String> unknown)
            throws InterruptedException {
        int count = partitions.getOrDefault(topics.requested(), PARTITIONS_WHERE_NOTHING_EXISTS);
        List<NewTopic> missing = unknown.entrySet().stream().filter(topic -> topic.getValue().equals(MISSING))
                .map(topic -> new NewTopic(topic.getKey(), Optional.of(count), Optional.empty())
                        .configs(LARGER_THAN_ANY_REQUEST))
                .toList();
        for (var topic : admin.createTopics(missing).values().entrySet()) {
            try {
                topic.getValue().get();
                partitions.put(topic.getKey(), count);
                unknown.remove(topic.getKey());
                LOG.infof("Created the topic %s", topic.getKey());
            } catch (ExecutionException failure) {
                unknown.put(topic.getKey(), MISSING + " and cannot be created: "
                        + failure.getCause().getClass().getSimpleName());
            }
        }
    }

    private List<String> problems(Map<String, Integer> partitions, Map<String, String> unknown) {
        List<String> found = new ArrayList<>();
        unknown.forEach((topic, why) -> found.add("topic " + topic + " " + why));
        Integer requests = partitions.get(topics.requested());
        topics.consumed().stream()
                .filter(topic -> requests != null && partitions.containsKey(topic)
                        && !requests.equals(partitions.get(topic)))
                .forEach(topic -> found.add("topic " + topic + " has " + partitions.get(topic) + " partitions, where "
                        + topics.requested() + " has " + requests + "; they have to be as many"));
        return found;
    }
}
