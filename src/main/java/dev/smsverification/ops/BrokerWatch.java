package dev.smsverification.ops;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jboss.logging.Logger;

import dev.smsverification.topic.Topics;
import dev.smsverification.topic.TopicsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;

/** Asks Kafka, every few seconds, whether all topics are as they have to be, for readiness, and then for the lag. */
@Singleton
class BrokerWatch {

    static final String NOT_LOOKED = "the topics have not been looked at yet";

    private static final Logger LOG = Logger.getLogger(BrokerWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final TopicCheck check;
    private final Lag lag;
    private final Map<String, Object> settings;
    private final ScheduledExecutorService scheduler = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("broker-watch").factory());
    private volatile List<String> problems = List.of(NOT_LOOKED);
    private volatile Optional<Admin> client = Optional.empty();

    BrokerWatch(Topics topics, TopicsConfig config, Lag lag,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.check = new TopicCheck(topics, config.topics().create());
        this.lag = lag;
        this.settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "broker-watch");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) INTERVAL.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) INTERVAL.toMillis());
    }

    /** What the last look found wrong, each in a sentence; empty when nothing is. */
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
        // Zero would wait for the client's thread for ever, and that may be waiting for a name server.
        client.ifPresent(it -> it.close(Duration.ofMillis(1)));
    }

    private void look() {
        List<String> found = find();
        // A look that the closing of its client has cut short says nothing about the topics.
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
            List<String> found = check.problems(admin);
            lag.measure(admin);
            return found;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return problems;
        } catch (ExecutionException | RuntimeException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return List.of("Kafka cannot be asked for its topics: " + cause.getClass().getSimpleName());
        }
    }

    /** One client for all looks: creating it costs more than a look. It cannot be created while no broker's name can be resolved. */
    private Admin connected() {
        if (client.isEmpty()) {
            client = Optional.of(Admin.create(settings));
        }
        return client.get();
    }
}
