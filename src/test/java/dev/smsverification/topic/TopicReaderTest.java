package dev.smsverification.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import dev.smsverification.testing.Broker;

class TopicReaderTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @AutoClose
    private static final Broker BROKER = Broker.start();

    private final List<String> read = new ArrayList<>();
    private TopicPartition partition;
    private KafkaProducer<byte[], byte[]> producer;
    private TopicReader reader;

    @BeforeEach
    void begin(TestInfo test) {
        partition = new TopicPartition(test.getTestMethod().orElseThrow().getName(), 0);
        BROKER.createTopic(partition.topic(), 1);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "transactional.id", partition.topic()),
                new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        reader = reader(IsolationLevel.READ_COMMITTED, Duration.ofSeconds(30));
    }

    @AfterEach
    void end() {
        reader.close();
        producer.close(Duration.ZERO);
    }

    @Test
    void readsWhatWasCommittedUpToTheEnd() {
        publish("aborted", 0);
        producer.abortTransaction();
        producer.beginTransaction();
        publish("a", 0);
        publish("b", 1);
        producer.commitTransaction();

        assertThat(read(ends(IsolationLevel.READ_UNCOMMITTED))).isEqualTo(2);
        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void readsNothingBehindTheEndThatWasAskedFor() {
        publish("a", 0);
        publish("b", 1);
        publish("c", 2);
        producer.commitTransaction();

        assertThat(read(Map.of(partition, 2L))).isEqualTo(2);
        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void readsNoMoreOnceTheEndIsLowered() {
        publish("a", 0);
        publish("b", 1);
        producer.commitTransaction();
        Map<TopicPartition, Long> to = new HashMap<>(Map.of(partition, 2L));

        reader.read(Map.of(partition, 0L), to, record -> {
            read.add(new String(record.value(), UTF_8));
            to.put(partition, 1L);
        });

        assertThat(read).containsExactly("a");
    }

    @Test
    void readsOnlyTheLatestOfWhatIsYoungEnough() {
        for (int minute = 0; minute < 5; minute++) {
            publish("m" + minute, minute);
        }
        producer.commitTransaction();
        // The broker writes the mark of the transaction when it has answered.
        await().until(() -> ends(IsolationLevel.READ_COMMITTED).get(partition) == 6);

        reader.readSince(partition.topic(), THEN.plusSeconds(60), 4,
                record -> read.add(new String(record.value(), UTF_8)));

        assertThat(read).as("of six offsets, one for the mark of the transaction").containsExactly("m2", "m3", "m4");
    }

    @Test
    void beginsAtTheEndWhereEverythingIsOlder() {
        publish("a", 0);
        producer.commitTransaction();

        assertThat(reader.offsetsAt(Map.of(partition, Instant.now().plusSeconds(3_600)), Map.of(partition, 7L)))
                .isEqualTo(Map.of(partition, 7L));
    }

    @Test
    void saysHowMuchIsLeft() {
        publish("a", 0);
        publish("b", 1);
        producer.commitTransaction();
        List<Long> left = new ArrayList<>();

        reader.read(Map.of(partition, 0L), Map.of(partition, 2L), _ -> {}, left::add);

        assertThat(left).first().isEqualTo(2L);
    }

    @Test
    void doesNotWaitForeverForWhatAnOpenTransactionHides() {
        publish("a", 0);
        producer.flush();
        Map<TopicPartition, Long> ends = ends(IsolationLevel.READ_UNCOMMITTED);

        assertThat(ends(IsolationLevel.READ_COMMITTED)).containsEntry(partition, 0L);
        assertThat(ends).containsEntry(partition, 1L);
        try (TopicReader impatient = reader(IsolationLevel.READ_COMMITTED, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> impatient.read(Map.of(partition, 0L), ends, _ -> {}))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("no records of [" + partition + "] within PT2S");
        }
    }

    @Test
    void hasNoPartitionsWhereTheTopicIsMissing() {
        assertThat(reader.partitions("nowhere")).isEmpty();
    }

    private int read(Map<TopicPartition, Long> to) {
        return reader.read(Map.of(partition, 0L), to, record -> read.add(new String(record.value(), UTF_8)));
    }

    private Map<TopicPartition, Long> ends(IsolationLevel isolation) {
        try (TopicReader other = reader(isolation, Duration.ofSeconds(30))) {
            return other.ends(List.of(partition));
        }
    }

    private void publish(String value, int minute) {
        producer.send(new ProducerRecord<>(partition.topic(), 0, THEN.plusSeconds(60L * minute).toEpochMilli(), null,
                value.getBytes(UTF_8)));
    }

    private static TopicReader reader(IsolationLevel isolation, Duration patience) {
        return new TopicReader(Map.of("bootstrap.servers", BROKER.bootstrapServers()), "reader", isolation, patience);
    }
}
