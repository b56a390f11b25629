package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;

import org.apache.kafka.clients.consumer.MockConsumer;
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

    /** Whose polling thread gets round to nothing. */
    private static KafkaClientService busyClients() {
        Object polling = Proxy.newProxyInstance(KafkaConsumer.class.getClassLoader(),
                new Class<?>[]{KafkaConsumer.class}, (_, method, _) -> method.getName().equals("unwrap")
                        ? new MockConsumer<>("earliest")
                        : Uni.createFrom().nothing());
        return (KafkaClientService) Proxy.newProxyInstance(KafkaClientService.class.getClassLoader(),
                new Class<?>[]{KafkaClientService.class}, (_, _, _) -> polling);
    }
}
