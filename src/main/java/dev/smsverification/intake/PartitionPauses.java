package dev.smsverification.intake;

import java.util.Collection;

import org.apache.kafka.common.TopicPartition;

/** Stops and starts the fetching of single partitions. */
@FunctionalInterface
interface PartitionPauses {

    void set(Collection<TopicPartition> partitions, boolean paused);
}
