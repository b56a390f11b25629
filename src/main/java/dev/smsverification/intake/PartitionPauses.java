package dev.smsverification.intake;

import java.util.Collection;

import org.apache.kafka.common.TopicPartition;

/** Pauses and resumes fetching from single partitions. */
@FunctionalInterface
interface PartitionPauses {

    /**
     * Takes effect some time later, in the order of the calls; records that were polled before still come. Leaves out partitions that are not
     * assigned any more. Does not block or throw: a failure is logged.
     */
    void pauseOrResume(Collection<TopicPartition> partitions, boolean paused);
}
