package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class LagTest {

    private static final TopicPartition WELL = new TopicPartition("requests", 0);
    private static final TopicPartition LEADERLESS = new TopicPartition("requests", 1);

    @Test
    void knowsTheEndsOfTheOthersWhereAPartitionHasNoLeader() throws Exception {
        var unanswered = new KafkaFutureImpl<ListOffsetsResultInfo>();
        unanswered.completeExceptionally(new TimeoutException());
        ListOffsetsResult answers = new ListOffsetsResult(Map.of(WELL,
                KafkaFuture.completedFuture(new ListOffsetsResultInfo(7, -1, Optional.empty())), LEADERLESS,
                unanswered));

        assertThat(Lag.ends(Set.of(WELL, LEADERLESS), answers)).isEqualTo(Map.of(WELL, 7L));
    }
}
