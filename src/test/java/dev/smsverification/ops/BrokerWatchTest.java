package dev.smsverification.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.Test;

import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Mappings;
import dev.smsverification.topic.Settings;
import dev.smsverification.topic.Topics;
import dev.smsverification.topic.TopicsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

class BrokerWatchTest {

    @Test
    void aLookThatTheEndOfTheWorkerCutsShortFindsNoProblem() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Topics topics = Settings.topics();
            BrokerWatch watch = new BrokerWatch(topics, Settings.of(TopicsConfig.class), new Lag(topics, null, null),
                    Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + silent.getLocalPort()));
            Set<Thread> others = Thread.getAllStackTraces().keySet();
            watch.start(new StartupEvent());
            Thread looking = watching(others);
            silent.setSoTimeout(10_000);
            silent.accept().close();

            watch.stop(new ShutdownEvent());

            assertThat(looking.join(Duration.ofSeconds(10))).isTrue();
            assertThat(watch.problems()).containsExactly(BrokerWatch.NOT_LOOKED);
        }
    }

    /** As while it waits for a name server. */
    @Test
    void stopsWhileItsClientIsHeldUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Topics topics = Settings.topics();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            BrokerWatch watch = new BrokerWatch(topics, Settings.of(TopicsConfig.class), new Lag(topics, null, null),
                    Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + silent.getLocalPort(),
                            AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, HoldUp.class.getName(),
                            HoldUp.BEGUN, begun, HoldUp.OVER, over));
            try {
                watch.start(new StartupEvent());
                assertThat(begun.await(10, SECONDS)).isTrue();

                Thread stopping = Thread.ofPlatform().daemon().start(() -> watch.stop(new ShutdownEvent()));

                assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
            } finally {
                over.countDown();
            }
        }
    }

    /** Kafka takes no topic whose name another one has but for dots and underscores. */
    @Test
    void namesATopicThatIsMissingAlsoWhereItCannotBeCreated() {
        try (Broker broker = Broker.start()) {
            broker.createTopic("sta_tus", 1);
            TopicsConfig config = Mappings.of(TopicsConfig.class,
                    Map.of("sms.topics.status", "sta.tus", "sms.topics.create", "true"));
            Topics topics = Settings.topics(config);
            BrokerWatch watch = new BrokerWatch(topics, config, new Lag(topics, null, null) {
                @Override
                void measure(Admin admin) {
                    // There is nobody here whose lag it could be.
                }
            }, Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
            try {
                watch.start(new StartupEvent());

                await().until(watch::looked);

                assertThat(watch.problems()).containsExactly(
                        "topic sta.tus is missing and cannot be created: InvalidTopicException");
            } finally {
                watch.stop(new ShutdownEvent());
            }
        }
    }

    /** A worker that tests have left running has one too. */
    private static Thread watching(Set<Thread> others) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("broker-watch") && !others.contains(thread)).findAny()
                .orElseThrow();
    }

    /** Holds the client's own thread up as soon as that has a connection. */
    public static final class HoldUp implements MetricsReporter {

        static final String BEGUN = "hold.up.begun";
        static final String OVER = "hold.up.over";

        private CountDownLatch begun;
        private CountDownLatch over;

        @Override
        public void metricChange(KafkaMetric metric) {
            if (Thread.currentThread().getName().startsWith("kafka-admin-client-thread")) {
                begun.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {
            begun = (CountDownLatch) settings.get(BEGUN);
            over = (CountDownLatch) settings.get(OVER);
        }
    }
}
