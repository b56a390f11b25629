package dev.smsverification.intake;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.MockConsumer;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;

/** The connector's clients, where there is one consumer. */
final class Clients {

    private Clients() {}

    /** Whose polling thread is the test's own. */
    static KafkaClientService of(MockConsumer<byte[], byte[]> polled) {
        return of(polled, action -> Uni.createFrom().voidItem().invoke(() -> action.accept(polled)));
    }

    /** Whose polling thread gets round to nothing. */
    static KafkaClientService busy() {
        return of(new MockConsumer<>("earliest"), _ -> Uni.createFrom().nothing());
    }

    @SuppressWarnings("unchecked")
    private static KafkaClientService of(MockConsumer<byte[], byte[]> polled,
            Function<Consumer<MockConsumer<byte[], byte[]>>, Uni<?>> onPollingThread) {
        Object polling = Proxy.newProxyInstance(KafkaConsumer.class.getClassLoader(),
                new Class<?>[]{KafkaConsumer.class}, (_, method, arguments) -> method.getName().equals("unwrap")
                        ? polled
                        : onPollingThread.apply((Consumer<MockConsumer<byte[], byte[]>>) arguments[0]));
        return (KafkaClientService) Proxy.newProxyInstance(KafkaClientService.class.getClassLoader(),
                new Class<?>[]{KafkaClientService.class}, (_, _, _) -> polling);
    }
}
