package dev.smsverification.ledger;

import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.DeadLetter;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Source;

/** What a dead letter tells, as far as the ledger needs it. */
record Letter(Source source, Attempt attempt, Disposition.DeadLetter why, Instant at) {

    /** Empty for what no worker has written. */
    static Optional<Letter> of(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = new DeadLetter(record);
        try {
            Instant at = letter.at().orElseThrow();
            Reason reason = letter.reason().flatMap(Reason::ofWord).orElseThrow();
            OptionalInt errorCode = letter.errorCode().stream().mapToInt(Integer::parseInt).findFirst();
            return Optional.of(new Letter(letter.source().orElseThrow(),
                    new Attempt(letter.attempt().orElseThrow(), at, at, false),
                    new Disposition.DeadLetter(reason, errorCode, Optional.empty()), at));
        } catch (NoSuchElementException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
