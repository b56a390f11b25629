package dev.smsverification.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.DeadLetter;

class ReplayRecordTest {

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
