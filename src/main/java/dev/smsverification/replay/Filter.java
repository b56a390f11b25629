package dev.smsverification.replay;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import dev.smsverification.event.DeadLetter;

/**
 * Which dead letters to take back.
 *
 * @param reasons the words of {@code dead-letter-reason}; empty for any
 * @param errorCodes of {@code dead-letter-error-code}; empty for any and none
 * @param since given up then or later
 * @param limit how many at most
 */
public record Filter(Set<String> reasons, Set<Integer> errorCodes, Optional<Instant> since, long limit) {

    public Filter {
        reasons = Set.copyOf(reasons);
        errorCodes = Set.copyOf(errorCodes);
    }

    boolean accepts(DeadLetter letter) {
        return (reasons.isEmpty() || letter.reason().filter(reasons::contains).isPresent())
                && (errorCodes.isEmpty() || letter.errorCode().filter(errorCodes::contains).isPresent())
                && since.map(from -> letter.at().filter(at -> !at.isBefore(from)).isPresent()).orElse(true);
    }
}
