package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

import dev.smsverification.event.Settings;
import dev.smsverification.event.Topics;
import dev.smsverification.event.TopicsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

class TopicWatchTest {

    @Test
    void aLookThatTheEndOfTheWorkerCutsShortFindsNoProblem() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Topics topics = Settings.topics();
            TopicWatch watch = new TopicWatch(topics, Settings.of(TopicsConfig.class), new Lag(topics, null, null),
                    Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + silent.getLocalPort()));
            Set<Thread> others = Thread.getAllStackTraces().keySet();
            watch.start(new StartupEvent());
            Thread looking = watching(others);
            silent.accept().close();

            watch.stop(new ShutdownEvent());

            assertThat(looking.join(Duration.ofSeconds(10))).isTrue();
            assertThat(watch.problems()).containsExactly(TopicWatch.NOT_LOOKED);
        }
    }

    /** A worker that tests have left running has one too. */
    private static Thread watching(Set<Thread> others) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("topic-watch") && !others.contains(thread)).findAny()
                .orElseThrow();
    }
}
