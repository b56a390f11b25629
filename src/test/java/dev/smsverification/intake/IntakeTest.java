package dev.smsverification.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.Result;
import dev.smsverification.delivery.ScriptedSender;
import dev.smsverification.delivery.Workbench;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Settings;
import dev.smsverification.tracing.Tracing;

/** The books of one worker with two requests in flight at most, so six in memory. */
class IntakeTest {

    private static final int GENERATION = 3;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final TopicPartition ZERO = new TopicPartition(Consumed.TOPIC, 0);
    private static final TopicPartition ONE = new TopicPartition(Consumed.TOPIC, 1);
    private static final TopicPartition RETRIES = new TopicPartition(Settings.RETRIES, 0);

    private final Workbench bench = new Workbench(Settings.MAX_IN_FLIGHT);
    private final List<String> pauses = new ArrayList<>();
    private final Intake intake = new Intake(bench.delivery, new Tracing(Optional.empty(), "group"), this::note,
            Settings.topics(),
            Settings.of(DeliveryConfig.class), bench.loop,
            bench.loop.clock());

    @BeforeEach
    void assign() {
        intake.assign(Map.of(ZERO, start(10), RETRIES, start(0)), GENERATION);
    }

    @Test
    void commitsUpToTheFirstGap() {
        accept(ZERO, 10);
        accept(ZERO, 11);

        settle(11);
        Map<TopicPartition, OffsetAndMetadata> withGap = intake.settled();
        settle(10);

        assertThat(withGap).isEmpty();
        assertThat(intake.settled()).containsExactly(Map.entry(ZERO, new OffsetAndMetadata(12)));
    }

    @Test
    void keepsTheBooksOfEachPartition() {
        intake.assign(Map.of(ONE, start(10)), GENERATION);
        accept(ZERO, 10);
        accept(ONE, 20);

        settle(20);

        assertThat(intake.settled()).containsExactly(Map.entry(ONE, new OffsetAndMetadata(21)));
    }

    @Test
    void takesNothingInFromAPartitionThatIsNotAssigned() {
        accept(ONE, 10);

        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void takesNothingInThatWasFetchedBeforeThePartitionWasAssigned() {
        intake.accept(request(ZERO, 10), GENERATION - 1);

        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void givesAPartitionAwayWhenWhatHadBegunIsSettledAndLeavesTheRest() {
        accept(ZERO, 10);
        accept(ZERO, 11);
        accept(ZERO, 12);
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(ZERO), LONG);
        boolean atOnce = revoked.isDone();

        settle(10);
        settle(11);

        assertThat(atOnce).isFalse();
        assertThat(revoked).isCompletedWithValue(Map.of(ZERO, Start.nothingBegun(12)));
        assertThat(bench.outbox.results()).extracting(Result::eventId).containsExactly("e-10", "e-11");
    }

    @Test
    void givesAPartitionAwayOnlyWhenTheResultsAreDurable() {
        bench.outbox.holdUp();
        accept(ZERO, 10);
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(ZERO), LONG);
        settle(10);
        boolean beforeItIsDurable = revoked.isDone();

        bench.outbox.catchUp();

        assertThat(beforeItIsDurable).isFalse();
        assertThat(revoked).isCompletedWithValue(Map.of(ZERO, Start.nothingBegun(11)));
    }

    @Test
    void holdsTheOffsetBackWhereAFaultOfItsOwnStoppedARecordAndStillGivesThePartitionAway() {
        accept(ZERO, 10);
        settle(10);
        accept(ZERO, 11);
        bench.outbox.breakDown();

        settle(11);

        assertThat(intake.revoke(List.of(ZERO), LONG))
                .isCompletedWithValue(Map.of(ZERO, Start.nothingBegun(11)));
    }

    @Test
    void waitsNoLongerThanItsPatience() {
        accept(ZERO, 10);

        assertThat(intake.revoke(List.of(ZERO), Duration.ofMillis(1))).succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(Map.of(ZERO, new OffsetAndMetadata(10)));
    }

    @Test
    void takesNothingUpAnyMoreOnceItHasStopped() {
        accept(ZERO, 10);
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> stopped = intake.stop(LONG);

        intake.assign(Map.of(ONE, start(20)), GENERATION);
        accept(ONE, 20);
        settle(10);

        assertThat(stopped).isCompletedWithValueMatching(it -> it.get(ZERO).equals(Start.nothingBegun(11)));
        assertThat(bench.sender.sent()).hasSize(1);
    }

    @Test
    void keepsWhatIsNotRevoked() {
        intake.assign(Map.of(ONE, start(10)), GENERATION);
        accept(ZERO, 10);

        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(ONE), LONG);
        settle(10);

        assertThat(revoked).isCompletedWithValue(Map.of(ONE, Start.nothingBegun(10)));
        assertThat(intake.settled()).containsExactly(Map.entry(ZERO, new OffsetAndMetadata(11)));
    }

    @Test
    void takesAPartitionBackWithCleanBooks() {
        accept(ZERO, 10);
        intake.revoke(List.of(ZERO), LONG);
        intake.assign(Map.of(ZERO, start(10)), GENERATION + 2);
        settle(10);

        accept(ZERO, 11);

        assertThat(intake.settled()).isEmpty();
        assertThat(bench.sender.sent()).hasSize(1);
    }

    @Test
    void asksBeforeItSendsWhatAWorkerThatWasKilledMayHaveBegun() {
        bench.sender.answer(ScriptedSender.accepted());
        intake.assign(Map.of(ONE, new Start(20, 21)), GENERATION);
        accept(ONE, 20);
        accept(ONE, 21);

        assertThat(bench.sender.questions()).containsExactly(Consumed.PUBLISHED);
        assertThat(bench.sender.sent()).hasSize(2);
    }

    @Test
    void stopsFetchingWhenThereIsEnoughInMemoryAndGoesOnWhenThereIsRoom() {
        for (int offset = 10; offset < 16; offset++) {
            accept(ZERO, offset);
        }
        List<String> full = List.copyOf(pauses);

        settle(10);
        settle(11);

        assertThat(full).containsExactly("[requests-0] true");
        assertThat(pauses).containsExactly("[requests-0] true", "[requests-0] false");
    }

    @Test
    void doesNotEvenBeginToFetchWhereThereIsNoRoom() {
        for (int offset = 10; offset < 16; offset++) {
            accept(ZERO, offset);
        }

        intake.assign(Map.of(ONE, start(10)), GENERATION);

        assertThat(pauses).containsExactly("[requests-0] true", "[requests-1] true");
    }

    @Test
    void handlesARetryWhenItIsDueAndOthersMeanwhile() {
        intake.accept(retry(10, Duration.ofSeconds(5)), GENERATION);
        accept(ZERO, 11);
        bench.loop.pass(Duration.ofMillis(4_999));
        int before = bench.sender.sent().size();

        bench.loop.pass(Duration.ofMillis(1));

        assertThat(before).isEqualTo(1);
        assertThat(bench.sender.sent()).hasSize(2);
    }

    @Test
    void forgetsARetryThatIsNotDueWhenItsPartitionIsGivenAway() {
        intake.accept(retry(10, Duration.ofSeconds(5)), GENERATION);

        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(RETRIES), LONG);
        bench.loop.pass(Duration.ofSeconds(10));

        assertThat(revoked).isCompletedWithValue(Map.of(RETRIES, Start.nothingBegun(0)));
        assertThat(bench.sender.sent()).isEmpty();
    }

    private static Start start(long offset) {
        return new Start(offset, offset);
    }

    private void note(Collection<TopicPartition> partitions, boolean paused) {
        pauses.add(partitions + " " + paused);
    }

    private void accept(TopicPartition partition, long offset) {
        intake.accept(request(partition, offset), GENERATION);
    }

    private void settle(long offset) {
        bench.sender.answer(phone(offset), ScriptedSender.accepted());
    }

    private static String phone(long offset) {
        return "+120255501" + offset;
    }

    private static ConsumerRecord<byte[], byte[]> request(TopicPartition partition, long offset) {
        return record(partition, offset, new RecordHeaders());
    }

    private static ConsumerRecord<byte[], byte[]> retry(long offset, Duration wait) {
        return record(RETRIES, offset,
                Consumed.headers(Map.of(HeaderNames.SOURCE_TOPIC, "requests", HeaderNames.SOURCE_PARTITION, "0",
                        HeaderNames.SOURCE_OFFSET, "7", HeaderNames.SOURCE_TIMESTAMP,
                        Long.toString(Consumed.PUBLISHED.toEpochMilli()), HeaderNames.RETRY_ATTEMPT, "2",
                        HeaderNames.RETRY_DUE_AT, Consumed.ARRIVED.plus(wait).toString(),
                        HeaderNames.RETRY_FIRST_ATTEMPT_AT, Consumed.ARRIVED.toString())));
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, Headers headers) {
        byte[] value = "{\"id\":\"e-%d\",\"phone\":\"%s\",\"usageType\":\"SignIn\",\"code\":\"012345\"}"
                .formatted(offset, phone(offset)).getBytes(UTF_8);
        Instant published = Consumed.PUBLISHED;
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, published.toEpochMilli(),
                TimestampType.CREATE_TIME, 0, value.length, new byte[0], value, headers, Optional.empty());
    }
}
