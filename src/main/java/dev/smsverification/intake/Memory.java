package dev.smsverification.intake;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * What the ledger tells about partitions.
 *
 * @param facts take what was read into memory; for the event loop
 * @param reach before which offset a worker that had the partition may have begun records
 */
record Memory(List<Runnable> facts, Map<TopicPartition, Long> reach) {

    void recall() {
        facts.forEach(Runnable::run);
    }
}
