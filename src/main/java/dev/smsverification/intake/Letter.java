package dev.smsverification.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Rfc3339;
import dev.smsverification.event.Source;

/** What a dead letter tells, as far as the ledger needs it. */
record Letter(Source source, Attempt attempt, Disposition.DeadLetter why, Instant at) {

    /** Empty for what no worker has written. */
    static Optional<Letter> of(ConsumerRecord<byte[], byte[]> record) {
        try {
            Instant at = Rfc3339.require(HeaderNames.require(record, HeaderNames.DEAD_LETTER_AT));
            Source source = new Source(HeaderNames.require(record, HeaderNames.DEAD_LETTER_TOPIC),
                    Integer.parseInt(HeaderNames.require(record, HeaderNames.DEAD_LETTER_PARTITION)),
                    Long.parseLong(HeaderNames.require(record, HeaderNames.DEAD_LETTER_OFFSET)),
                    Instant.ofEpochMilli(record.timestamp()));
            Attempt attempt = new Attempt(
                    Integer.parseInt(HeaderNames.require(record, HeaderNames.DEAD_LETTER_ATTEMPTS)), at, at,
                    false);
            OptionalInt errorCode = HeaderNames.readOfDeadLetter(record, HeaderNames.DEAD_LETTER_ERROR_CODE).stream()
                    .mapToInt(Integer::parseInt).findFirst();
            return Reason.ofWord(HeaderNames.require(record, HeaderNames.DEAD_LETTER_REASON))
                    .map(reason -> new Letter(source, attempt,
                            new Disposition.DeadLetter(reason, errorCode, Optional.empty()), at));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
