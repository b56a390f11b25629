package dev.smsverification.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's range assignor, which gives partition n of every topic to the same member, made cooperative (KIP-429): a partition that moves is
 * first revoked from its owner and assigned to the other member only in the next rebalance, so that everybody goes on with what they keep.
 * Created by the consumer, by name.
 */
public final class CoPartitioningAssignor extends RangeAssignor {

    @Override
    public String name() {
        return "co-partitioning";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
    }

    @Override
    public Map<String, List<TopicPartition>> assignPartitions(Map<String, List<PartitionInfo>> partitionsPerTopic,
            Map<String, Subscription> subscriptions) {
        Map<TopicPartition, String> owners = new HashMap<>();
        subscriptions.forEach((member, subscription) -> subscription.ownedPartitions()
                .forEach(partition -> owners.put(partition, member)));
        Map<String, List<TopicPartition>> target = super.assignPartitions(partitionsPerTopic, subscriptions);
        target.forEach((member, partitions) -> partitions
                .removeIf(partition -> !owners.getOrDefault(partition, member).equals(member)));
        return target;
    }
}
