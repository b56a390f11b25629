package dev.smsverification.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.DeadLetter;

class ReplayRecordTest {

    /** A letter that no worker wrote may have any timestamp; Kafka takes no record with a negative one, and looks for none. */
    @Test
    void hasATimestampThatKafkaTakes() {
        ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("dead-letter", 0, 17, -1,
                TimestampType.CREATE_TIME, 0, 0, new byte[0], new byte[0], new RecordHeaders(), Optional.empty());

        assertThat(new DeadLetter(letter).timestamp()).isEqualTo(Instant.EPOCH);
        assertThat(ReplayRecord.of(new DeadLetter(letter), "requests", 3, Instant.now()).timestamp()).isZero();
    }

    /** Where the topic has been created again with fewer partitions, or is another. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"requests, 0, 0", "requests, 2, 2", "requests, 3, -", "requests, 7, -",
            "elsewhere, 2, -"})
    void goesToThePartitionOfItsFirstPublishingWhereTheTopicHasIt(String topic, String partition, Integer goesTo) {
        ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("dead-letter", 1, 17, new byte[0], new byte[0]);
        Consumed.headers(Map.of("dead-letter-topic", topic, "dead-letter-partition", partition, "dead-letter-offset",
                "42", "dead-letter-timestamp", "1775044800000")).forEach(letter.headers()::add);

        assertThat(ReplayRecord.of(new DeadLetter(letter), "requests", 3, Instant.now()).partition()).isEqualTo(goesTo);
    }
}
