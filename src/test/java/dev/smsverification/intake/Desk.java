package dev.smsverification.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.ScriptedSender;
import dev.smsverification.delivery.Workbench;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Source;
import dev.smsverification.ledger.Ledger;
import dev.smsverification.ledger.Successor;
import dev.smsverification.testing.Request;
import dev.smsverification.topic.Settings;
import dev.smsverification.tracing.Tracing;

/** The desk of one worker with two requests in flight at most, so six in memory. It begins with a partition of each kind. */
final class Desk {

    static final int GENERATION = 3;
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(45);
    static final TopicPartition ZERO = new TopicPartition(Consumed.TOPIC, 0);
    static final TopicPartition ONE = new TopicPartition(Consumed.TOPIC, 1);
    static final TopicPartition RETRIES = new TopicPartition(Settings.RETRIES, 0);

    final Workbench bench = Workbench.unconfirmed(Settings.MAX_IN_FLIGHT);
    /** Each pause and resumption of partitions, but for those that it begins with. */
    final List<String> pauses = new ArrayList<>();
    final Intake intake = new Intake(bench.delivery, new Tracing(Optional.empty(), "group"), this::note,
            Settings.topics(),
            Settings.of(DeliveryConfig.class), bench.loop,
            bench.loop.clock(), Math.toIntExact(SESSION_TIMEOUT.toMillis()));

    /** A member of its group for as long as anybody looks. */
    Desk() {
        this(Optional.of(Workbench.NEVER));
    }

    private Desk(Optional<Instant> confirmed) {
        confirmed.ifPresent(intake::confirmed);
        intake.assign(Map.of(ZERO, start(10), RETRIES, start(0)), GENERATION);
        pauses.clear();
    }

    /** One that its group has not taken a commit from yet. */
    static Desk unconfirmed() {
        return new Desk(Optional.empty());
    }

    /** What happens at this desk when partitions come and go. */
    Rebalancing rebalancing(String bootstrapServers, BatchPermit permit) {
        return rebalancing(Successor.ledger(bootstrapServers, bench.loop), permit);
    }

    Rebalancing rebalancing(Ledger ledger, BatchPermit permit) {
        return new Rebalancing(() -> intake, new Takeover(ledger, bench.sender), permit,
                bench.loop, bench.loop.clock(), bench.sender);
    }

    /** A consumer that has been assigned this partition. */
    static MockConsumer<byte[], byte[]> consumerOf(TopicPartition partition, long position) {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.assign(Set.of(partition));
        consumer.seek(partition, position);
        return consumer;
    }

    static Start start(long offset) {
        return new Start(offset, offset);
    }

    static ConsumerRecord<byte[], byte[]> request(TopicPartition partition, long offset) {
        return request(partition, offset, 0);
    }

    /** @param padding in bytes, as white space behind the event */
    static ConsumerRecord<byte[], byte[]> request(TopicPartition partition, long offset, int padding) {
        return record(partition, offset, padding, new RecordHeaders());
    }

    static ConsumerRecord<byte[], byte[]> malformed(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
    }

    static ConsumerRecord<byte[], byte[]> retry(long offset, Duration wait) {
        return record(RETRIES, offset, 0, Consumed.retryHeaders(new Source(Consumed.TOPIC, 0, 7, Consumed.PUBLISHED),
                new Attempt(2, Consumed.ARRIVED.plus(wait), Consumed.ARRIVED, false)));
    }

    void accept(TopicPartition partition, long offset) {
        intake.accept(request(partition, offset), GENERATION);
    }

    void settle(long offset) {
        bench.sender.answer(phone(offset), ScriptedSender.accepted());
    }

    /** Up to which offset each partition is settled. */
    Map<TopicPartition, Long> settled() {
        return intake.settled().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private void note(Collection<TopicPartition> partitions, boolean paused) {
        pauses.add(partitions + " " + paused);
    }

    private static String phone(long offset) {
        return "+120255501" + offset;
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, int padding,
            Headers headers) {
        Request request = Request.to(phone(offset), "012345").id("e-" + offset);
        byte[] value = (request.fields().encode() + " ".repeat(padding)).getBytes(UTF_8);
        Instant published = Consumed.PUBLISHED;
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, published.toEpochMilli(),
                TimestampType.CREATE_TIME, 0, value.length, new byte[0], value, headers, Optional.empty());
    }
}
