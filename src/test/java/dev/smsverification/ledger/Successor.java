package dev.smsverification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.EventLoop;
import dev.smsverification.delivery.ManualLoop;
import dev.smsverification.delivery.Unreported;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.guard.Guards;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.guard.Refusal;
import dev.smsverification.topic.Settings;
import dev.smsverification.topic.TopicReader;
import dev.smsverification.topic.Topics;

/** A worker that takes partitions over, and what it knows when it has read its ledger. */
public final class Successor {

    static final MostBegun MOST_BEGUN = new MostBegun(106);
    private static final Duration CODE_TTL = Duration.ofMinutes(10);

    final Unreported unreported = new Unreported();
    final ManualLoop loop = new ManualLoop();
    private final Decoder decoder = new Decoder(CODE_TTL);
    private final History history = new History(CODE_TTL);
    private final NewestCodes newest = new NewestCodes(CODE_TTL);
    private final Instant now;
    private final Map<String, Object> kafka;
    private final Ledger ledger;

    Successor(String bootstrapServers, Instant now) {
        this.now = now;
        this.kafka = Map.of("bootstrap.servers", bootstrapServers);
        this.ledger = ledger(kafka, InstantSource.system());
    }

    /** A ledger of its own, for a worker with that event loop. */
    public static Ledger ledger(String bootstrapServers, EventLoop loop) {
        return new Ledger(Settings.topics(), Map.of("bootstrap.servers", bootstrapServers), new Decoder(CODE_TTL),
                new History(CODE_TTL), new NewestCodes(CODE_TTL), new Unreported(), Settings.of(DeliveryConfig.class),
                MOST_BEGUN, loop, InstantSource.system());
    }

    /** Another one, with these settings of Kafka's clients and by that clock. */
    Ledger ledger(Map<String, Object> kafka, InstantSource clock) {
        return ledger(Settings.topics(), kafka, clock);
    }

    Ledger ledger(Topics topics, Map<String, Object> kafka, InstantSource clock) {
        return new Ledger(topics, kafka, decoder, history, newest, unreported,
                Settings.of(DeliveryConfig.class), MOST_BEGUN, loop, clock);
    }

    /** Takes over from these positions, where nobody has begun anything more. */
    Map<TopicPartition, Long> read(Map<TopicPartition, Long> positions) {
        return read(positions, Set.of());
    }

    Map<TopicPartition, Long> read(Map<TopicPartition, Long> positions, Set<TopicPartition> begun) {
        return ledger.read(positions, begun);
    }

    /** Takes over from these positions of other topics, all of which can be read. */
    void read(Topics topics, Map<TopicPartition, Long> positions) {
        readAll(reading(topics, NewestCodes.CAPACITY, positions, Set.of()));
    }

    /** Reads no more codes than that, where a worker begins at most six requests. */
    LedgerReading reading(int codes, Map<TopicPartition, Long> positions, Set<TopicPartition> begun) {
        LedgerReading reading = reading(Settings.topics(), codes, positions, begun);
        readAll(reading);
        return reading;
    }

    /** Tries once to read, and not for long; tells what cannot be read. */
    Map<String, KafkaException> tryToRead(Topics topics, Map<TopicPartition, Long> positions) {
        return read(reading(topics, NewestCodes.CAPACITY, positions, Set.of()), Duration.ofSeconds(3));
    }

    private LedgerReading reading(Topics topics, int codes, Map<TopicPartition, Long> positions,
            Set<TopicPartition> begun) {
        return new LedgerReading(
                new LedgerReading.Scope(topics, decoder, history, newest, unreported, CODE_TTL, 6, codes),
                positions, begun, new BatchedTasks(loop), now);
    }

    private void readAll(LedgerReading reading) {
        assertThat(read(reading, Duration.ofSeconds(30))).isEmpty();
    }

    private Map<String, KafkaException> read(LedgerReading reading, Duration patience) {
        try (TopicReader reader = new TopicReader(kafka, "ledger", IsolationLevel.READ_COMMITTED, patience)) {
            return reading.read(reader);
        } finally {
            reading.passOn();
        }
    }

    /** Handles another request, so much later. */
    void handles(Received other, Duration later) {
        SmsRequest request = ((Decoded.Valid) decoder.decode(other)).request();
        newest.add(request, other.source(), now.plus(later));
    }

    boolean settled(Received received, String eventId) {
        return history.settled(received, eventId, now);
    }

    Optional<Refusal> refusal(Received received) {
        return decoder.decode(received) instanceof Decoded.Valid(SmsRequest decoded)
                ? new Guards(history, newest).check(decoded, received, now)
                : Optional.empty();
    }
}
