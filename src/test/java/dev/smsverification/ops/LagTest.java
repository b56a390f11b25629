package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

import dev.smsverification.intake.ConsumptionSnapshot;
import dev.smsverification.intake.StillConsumption;
import dev.smsverification.topic.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class LagTest {

    private static final TopicPartition WELL = new TopicPartition("requests", 0);
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final TopicPartition LEADERLESS = new TopicPartition("requests", 1);

    @Test
    void knowsTheEndsOfTheOthersWhereAPartitionHasNoLeader() throws Exception {
        ListOffsetsResult answers = new ListOffsetsResult(Map.of(WELL, end(7), LEADERLESS, unanswered()));

        assertThat(Lag.ends(Set.of(WELL, LEADERLESS), answers)).isEqualTo(Map.of(WELL, 7L));
    }

    @Test
    void noticesAPartitionThatIsNotRead() throws Exception {
        ConsumptionSnapshot snapshot = new ConsumptionSnapshot(NOW,
                Map.of(WELL, new ConsumptionSnapshot.PartitionProgress(5, 0, Optional.empty())), true);
        Lag lag = new Lag(Settings.topics(), new StillConsumption(snapshot, Optional.empty()),
                new SimpleMeterRegistry());
        Admin kafka = FixedAdmin.answering(new ListOffsetsResult(Map.of(WELL, end(7))));

        lag.measure(kafka);
        Optional<Instant> atFirst = lag.unreadSince();
        lag.measure(kafka);

        assertThat(atFirst).isEmpty();
        assertThat(lag.unreadSince()).contains(NOW);
    }

    @Test
    void countsTheRetriesThatAreNotSettledAlsoWhereKafkaDoesNotAnswer() throws Exception {
        TopicPartition retries = new TopicPartition(Settings.RETRIES, 0);
        ConsumptionSnapshot snapshot = new ConsumptionSnapshot(NOW,
                Map.of(retries, new ConsumptionSnapshot.PartitionProgress(5, 2, Optional.empty())), true);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Lag lag = new Lag(Settings.topics(), new StillConsumption(snapshot, Optional.empty()), meters);

        lag.measure(FixedAdmin.answering(new ListOffsetsResult(Map.of(retries, end(9)))));
        double answered = pending(meters);
        lag.measure(FixedAdmin.answering(new ListOffsetsResult(Map.of(retries, unanswered()))));

        assertThat(answered).isEqualTo(2);
        assertThat(pending(meters)).isEqualTo(2);
    }

    /** As after the worker was away for longer than Kafka keeps records: its offset stays until one of the next is settled. */
    @Test
    void doesNotCountWhatWasDeletedUnread() throws Exception {
        TopicPartition requests = new TopicPartition(Settings.topics().requested(), 0);
        ConsumptionSnapshot snapshot = new ConsumptionSnapshot(NOW,
                Map.of(requests, new ConsumptionSnapshot.PartitionProgress(5, 0, Optional.empty())), true);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Lag lag = new Lag(Settings.topics(), new StillConsumption(snapshot, Map.of(requests, 900L)), meters);

        lag.measure(FixedAdmin.answering(new ListOffsetsResult(Map.of(requests, end(902)))));

        assertThat(meters.get("sms_consumer_lag").tag("topic", requests.topic()).gauge().value()).isEqualTo(2);
    }

    private static double pending(SimpleMeterRegistry meters) {
        return meters.get("sms_retries_pending").tag("topic", Settings.RETRIES).gauge().value();
    }

    private static KafkaFuture<ListOffsetsResultInfo> end(long offset) {
        return KafkaFuture.completedFuture(new ListOffsetsResultInfo(offset, -1, Optional.empty()));
    }

    private static KafkaFuture<ListOffsetsResultInfo> unanswered() {
        var unanswered = new KafkaFutureImpl<ListOffsetsResultInfo>();
        unanswered.completeExceptionally(new TimeoutException());
        return unanswered;
    }
}
