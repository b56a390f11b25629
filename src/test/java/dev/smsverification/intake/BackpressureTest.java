package dev.smsverification.intake;

import static dev.smsverification.intake.Desk.GENERATION;
import static dev.smsverification.intake.Desk.ONE;
import static dev.smsverification.intake.Desk.RETRIES;
import static dev.smsverification.intake.Desk.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.topic.Settings;

/** When fetching pauses because enough records are in memory, and when it resumes. */
class BackpressureTest {

    private final Desk desk = new Desk();
    private final Intake intake = desk.intake;

    @Test
    void stopsFetchingWhenThereIsEnoughInMemoryAndGoesOnWhenThereIsRoom() {
        for (int offset = 10; offset < 16; offset++) {
            desk.accept(ZERO, offset);
        }
        List<String> full = List.copyOf(desk.pauses);

        desk.settle(10);
        desk.settle(11);

        assertThat(full).containsExactly("[requests-0] true");
        assertThat(desk.pauses).containsExactly("[requests-0] true", "[requests-0] false");
    }

    /** Or what is settled behind it would fill the memory. */
    @Test
    void stopsFetchingFarBehindARecordWhoseResultCannotBeWritten() {
        desk.bench.outbox.holdUp();
        intake.accept(Desk.malformed(ZERO, 10), GENERATION);
        desk.bench.outbox.holdUpNoMore();
        for (int offset = 11; offset < 50_010; offset++) {
            intake.accept(Desk.malformed(ZERO, offset), GENERATION);
        }
        List<String> full = List.copyOf(desk.pauses);

        desk.bench.outbox.catchUp();

        assertThat(full).containsExactly("[requests-0] true");
        assertThat(desk.pauses).containsExactly("[requests-0] true", "[requests-0] false");
    }

    @Test
    void countsALargeRecordForAsManyAsItTakesTheMemoryOf() {
        intake.accept(Desk.request(ZERO, 10, 5 * 2_048), GENERATION);
        List<String> full = List.copyOf(desk.pauses);

        desk.settle(10);

        assertThat(full).containsExactly("[requests-0] true");
        assertThat(desk.pauses).containsExactly("[requests-0] true", "[requests-0] false");
    }

    /** What was polled before the pause takes effect still comes: a batch that is on its way, and the next one. */
    @Test
    void takesInNoMoreThanItsSuccessorReckonsWith() {
        int polled = Integer.parseInt(
                Settings.ofTheWorker().getProperty("mp.messaging.incoming.requests.max.poll.records"));
        int taken = 0;
        while (desk.pauses.isEmpty()) {
            desk.accept(ZERO, 10 + taken++);
        }

        assertThat(taken - 1 + 2 * polled).isLessThanOrEqualTo(FetchBackpressure.mostBegun(Settings.MAX_IN_FLIGHT));
    }

    /** Names count too, and each header takes memory that no byte of it tells of. */
    @ParameterizedTest
    @CsvSource({"1,10240,", "1,0,10240", "200,0,"})
    void countsARecordWithManyOrLongHeadersForMore(int count, int length, Integer valueLength) {
        var record = Desk.request(ZERO, 10);
        byte[] value = valueLength == null ? null : new byte[valueLength];
        for (int header = 0; header < count; header++) {
            record.headers().add("n".repeat(length), value);
        }

        intake.accept(record, GENERATION);

        assertThat(desk.pauses).containsExactly("[requests-0] true");
    }

    @Test
    void countsARecordWithALongKeyForMore() {
        var record = Desk.request(ZERO, 10);
        byte[] key = new byte[5 * 2_048];

        intake.accept(new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.timestamp(),
                record.timestampType(), key.length, record.serializedValueSize(), key, record.value(),
                record.headers(), Optional.empty()), GENERATION);

        assertThat(desk.pauses).containsExactly("[requests-0] true");
    }

    @Test
    void sharesTheMemoryForRetriesOutAmongThePartitionsAsTheyComeAndGo() {
        Map<TopicPartition, Start> many = retryPartitions(359);
        takeRetries(50);
        List<String> alone = pausesOfRetries();

        intake.assign(many, GENERATION);
        List<String> amongMany = pausesOfRetries();
        intake.revoke(many.keySet(), Duration.ZERO);

        assertThat(alone).isEmpty();
        assertThat(amongMany).containsExactly("[retry-5s-0] true");
        assertThat(pausesOfRetries()).containsExactly("[retry-5s-0] true", "[retry-5s-0] false");
    }

    /** Within one poll it may be taken away and come back, and the pause from before is carried out only then. */
    @Test
    void resumesAPartitionThatComesBack() {
        intake.assign(retryPartitions(359), GENERATION);
        takeRetries(50);
        List<String> full = pausesOfRetries();
        intake.revoke(List.of(RETRIES), Duration.ZERO);

        intake.assign(Map.of(RETRIES, Desk.start(0)), GENERATION);

        assertThat(full).containsExactly("[retry-5s-0] true");
        assertThat(pausesOfRetries()).containsExactly("[retry-5s-0] true", "[retry-5s-0] false");
    }

    /** The end of the work on its last record makes room. */
    @Test
    void leavesAPartitionAloneThatIsGivenAway() {
        intake.assign(retryPartitions(359), GENERATION);
        for (int offset = 10; offset < 60; offset++) {
            intake.accept(Desk.retry(offset, offset < 35 ? Duration.ZERO : Duration.ofSeconds(5)), GENERATION);
        }

        var givenAway = intake.revoke(List.of(RETRIES), Duration.ofHours(1));
        desk.settle(10);
        desk.settle(11);

        assertThat(givenAway).isCompleted();
        assertThat(pausesOfRetries()).containsExactly("[retry-5s-0] true");
    }

    @Test
    void keepsEnoughRetriesInMemoryWhereItsPartitionIsTheOnlyOne() {
        takeRetries(17_999);
        List<String> before = pausesOfRetries();

        intake.accept(Desk.retry(17_999, Duration.ofSeconds(5)), GENERATION);

        assertThat(before).isEmpty();
        assertThat(pausesOfRetries()).containsExactly("[retry-5s-0] true");
    }

    /** Or a few that are not due would hold up others behind them that are. */
    @Test
    void keepsAFewRetriesOfEachPartitionInMemoryHoweverManyThereAre() {
        intake.assign(retryPartitions(999), GENERATION);
        takeRetries(49);
        List<String> before = pausesOfRetries();

        intake.accept(Desk.retry(49, Duration.ofSeconds(5)), GENERATION);

        assertThat(before).isEmpty();
        assertThat(pausesOfRetries()).containsExactly("[retry-5s-0] true");
    }

    @Test
    void doesNotEvenBeginToFetchWhereThereIsNoRoom() {
        for (int offset = 10; offset < 16; offset++) {
            desk.accept(ZERO, offset);
        }

        intake.assign(Map.of(ONE, Desk.start(10)), GENERATION);

        assertThat(desk.pauses).containsExactly("[requests-0] true", "[requests-1] true");
    }

    /** So many more than the one that there is. */
    private static Map<TopicPartition, Start> retryPartitions(int count) {
        Map<TopicPartition, Start> partitions = new HashMap<>();
        for (int partition = 1; partition <= count; partition++) {
            partitions.put(new TopicPartition(RETRIES.topic(), partition), Desk.start(0));
        }
        return partitions;
    }

    /** None of them is due. */
    private void takeRetries(int count) {
        for (int offset = 0; offset < count; offset++) {
            intake.accept(Desk.retry(offset, Duration.ofSeconds(5)), GENERATION);
        }
    }

    private List<String> pausesOfRetries() {
        return desk.pauses.stream().filter(it -> it.startsWith("[" + RETRIES + "] ")).toList();
    }
}
