package dev.smsverification.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.smsverification.testing.Broker;

/** What a replay reads of a topic, and what it says meanwhile. */
class ReplayReaderTest {

    @AutoClose
    private static final Broker BROKER = Broker.start();

    @AutoClose
    private final Stage stage = new Stage(BROKER);

    static Stream<BiConsumer<ReplayReader, String>> readings() {
        return Stream.of((reader, topic) -> reader.read(topic, _ -> {}),
                (reader, topic) -> reader.read(topic, Instant.EPOCH, _ -> {}));
    }

    /** Its records are there, but nobody can tell yet whether they are to be read. */
    @ParameterizedTest
    @MethodSource("readings")
    void saysThatATransactionHidesTheEnd(BiConsumer<ReplayReader, String> reading) {
        String topic = stage.topics.deadLetter();
        ReplayReader reader = new ReplayReader(stage.kafka(), (_, _, _) -> {}, () -> false, Duration.ofSeconds(10));
        try (KafkaProducer<byte[], byte[]> somebody = stage.transactional("of " + topic)) {
            somebody.beginTransaction();
            somebody.send(new ProducerRecord<>(topic, new byte[0]));
            somebody.flush();

            assertThatThrownBy(() -> reading.accept(reader, topic)).isInstanceOf(ReplayException.class)
                    .hasMessageContaining("transaction is open in the topic");
            somebody.abortTransaction();
        }
    }

    /** Between the question for the ends and the one for the beginnings, somebody may publish. */
    @Test
    void readsNothingOfAPartitionWhoseFirstWantedRecordIsNewerThanTheReading() {
        stage.bury(20);
        List<Long> done = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        ReplayReader reader = new ReplayReader(stage.kafka(), (_, soFar, _) -> done.add(soFar), () -> false,
                ReplayReader.PATIENCE);
        TopicPartition busy = new TopicPartition(stage.topics.deadLetter(), 0);

        reader.read(stage.topics.deadLetter(), (it, ends) -> {
            Map<TopicPartition, Long> from = new HashMap<>(it.beginnings(ends.keySet()));
            from.put(busy, ends.get(busy) + 1);
            return from;
        }, read::add);

        assertThat(read).isNotEmpty().noneMatch(record -> record.partition() == busy.partition());
        assertThat(done).isNotEmpty().noneMatch(soFar -> soFar < 0);
    }
}
