package dev.smsverification.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Who gets which partitions when a third member joins two. */
class CoPartitioningAssignorTest {

    private static final List<String> TOPICS = List.of("requests", "retry-30s", "retry-5s");
    private static final int PARTITIONS = 6;

    private final CoPartitioningAssignor assignor = new CoPartitioningAssignor();
    private final Map<String, List<TopicPartition>> two = round(Map.of("a", List.of(), "b", List.of()));
    private final Map<String, List<TopicPartition>> joining = round(
            Map.of("a", two.get("a"), "b", two.get("b"), "c", List.of()));
    private final Map<String, List<TopicPartition>> three = round(joining);

    /** Or each rebalance would take all partitions from everybody. */
    @Test
    void isCooperative() {
        assertThat(assignor.supportedProtocols()).contains(RebalanceProtocol.COOPERATIVE);
    }

    @Test
    void givesNothingToAMemberWhileAnotherOwnsIt() {
        assertThat(joining.get("a")).isSubsetOf(two.get("a"));
        assertThat(joining.get("b")).isSubsetOf(two.get("b"));
        assertThat(joining.get("c")).doesNotContainAnyElementsOf(two.get("a"))
                .doesNotContainAnyElementsOf(two.get("b"));
    }

    @Test
    void givesAwayInTheNextRoundWhatWasTakenFromItsOwner() {
        assertThat(three.values()).allSatisfy(partitions -> assertThat(partitions)
                .hasSize(TOPICS.size() * PARTITIONS / 3));
    }

    /** A member that judges a retry has to know of the newer request. */
    @Test
    void givesPartitionNOfAllTopicsToOneMember() {
        assertThat(members(two)).hasSize(PARTITIONS).allSatisfy((_, members) -> assertThat(members).hasSize(1));
        assertThat(members(joining)).allSatisfy((_, members) -> assertThat(members).hasSize(1));
        assertThat(members(three)).hasSize(PARTITIONS).allSatisfy((_, members) -> assertThat(members).hasSize(1));
    }

    /** @param owned by member, the partitions that it has */
    private Map<String, List<TopicPartition>> round(Map<String, List<TopicPartition>> owned) {
        Map<String, List<PartitionInfo>> partitions = new HashMap<>();
        TOPICS.forEach(topic -> partitions.put(topic, IntStream.range(0, PARTITIONS)
                .mapToObj(n -> new PartitionInfo(topic, n, Node.noNode(), new Node[0], new Node[0])).toList()));
        Map<String, Subscription> members = new HashMap<>();
        owned.forEach((member, its) -> members.put(member, new Subscription(TOPICS, null, its)));
        return assignor.assignPartitions(partitions, members);
    }

    /** By partition number. */
    private static Map<Integer, Set<String>> members(Map<String, List<TopicPartition>> assignment) {
        return assignment.entrySet().stream()
                .flatMap(member -> member.getValue().stream().map(it -> Map.entry(it.partition(), member.getKey())))
                .collect(groupingBy(Map.Entry::getKey, TreeMap::new, mapping(Map.Entry::getValue, toSet())));
    }
}
