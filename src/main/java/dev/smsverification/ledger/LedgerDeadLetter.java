package dev.smsverification.ledger;

import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.event.DeadLetter;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Source;

/** What the ledger needs of a dead letter. */
record LedgerDeadLetter(Source source, int attempt, Disposition.DeadLetter why, Instant at) {

    /** Empty for a record that no worker wrote. */
    static Optional<LedgerDeadLetter> of(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = new DeadLetter(record);
        try {
            Instant at = letter.at().orElseThrow();
            Reason reason = letter.reason().flatMap(Reason::ofWord).orElseThrow();
            OptionalInt errorCode = letter.errorCode().stream().mapToInt(code -> code).findFirst();
            return Optional.of(new LedgerDeadLetter(letter.source().orElseThrow(),
                    letter.attempt().orElseThrow(),
                    new Disposition.DeadLetter(reason, errorCode, Optional.empty()), at));
        } catch (NoSuchElementException _) {
            return Optional.empty();
        }
    }
}
