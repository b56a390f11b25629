package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;

class RequestsConsumerTest {

    /** As it is while it reads the ledger, and Kafka does not answer. */
    @Test
    void stopsAlsoWhileThePollingThreadIsBusy() {
        RequestsConsumer busy = new RequestsConsumer(busyClients(), Duration.ofMillis(10));

        assertThat(busy.pauseAll().await().atMost(Duration.ofSeconds(30))).isNull();
        assertThat(busy.commitNow(new HashMap<>()).await().atMost(Duration.ofSeconds(30))).isNull();
    }

    /** The others may have been revoked since the event loop asked for it, and the client refuses them all for one of them. */
    @Test
    void pausesAndResumesThoseThatAreStillAssigned() {
        var polled = new MockConsumer<byte[], byte[]>("earliest");
        polled.assign(Set.of(Desk.ONE));
        RequestsConsumer consumer = new RequestsConsumer(clients(polled, action -> {
            action.accept(polled);
            return Uni.createFrom().voidItem();
        }));

        consumer.pauseOrResume(List.of(Desk.ZERO, Desk.ONE), true);
        Set<TopicPartition> paused = polled.paused();
        consumer.pauseOrResume(List.of(Desk.ZERO, Desk.ONE), false);

        assertThat(paused).containsExactly(Desk.ONE);
        assertThat(polled.paused()).isEmpty();
    }

    /** Whose polling thread gets round to nothing. */
    private static KafkaClientService busyClients() {
        return clients(new MockConsumer<>("earliest"), _ -> Uni.createFrom().nothing());
    }

    @SuppressWarnings("unchecked")
    private static KafkaClientService clients(MockConsumer<byte[], byte[]> polled,
            Function<Consumer<MockConsumer<byte[], byte[]>>, Uni<?>> onPollingThread) {
        Object polling = Proxy.newProxyInstance(KafkaConsumer.class.getClassLoader(),
                new Class<?>[]{KafkaConsumer.class}, (_, method, arguments) -> method.getName().equals("unwrap")
                        ? polled
                        : onPollingThread.apply((Consumer<MockConsumer<byte[], byte[]>>) arguments[0]));
        return (KafkaClientService) Proxy.newProxyInstance(KafkaClientService.class.getClassLoader(),
                new Class<?>[]{KafkaClientService.class}, (_, _, _) -> polling);
    }
}
