package dev.smsverification.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Reason;

/** What the tests of the records that the worker writes share. */
final class RecordFixtures {

    static final Instant AT = Consumed.ARRIVED.plusMillis(320);
    static final OptionalInt CODE = OptionalInt.of(21610);

    private RecordFixtures() {}

    static Disposition.DeadLetter failed(Reason reason, OptionalInt code) {
        return new Disposition.DeadLetter(reason, code, Optional.empty());
    }

    /** A record as whoever reads the topic gets it. */
    static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> written) {
        return new ConsumerRecord<>(written.topic(), 0, 0, AT.toEpochMilli(), TimestampType.CREATE_TIME, 0, 0,
                written.key(), written.value(), written.headers(), Optional.empty());
    }
}
