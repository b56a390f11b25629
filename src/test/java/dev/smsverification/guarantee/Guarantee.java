package dev.smsverification.guarantee;

import java.util.List;
import java.util.stream.Stream;

/** One thing that the worker promises. Pure. */
@FunctionalInterface
public interface Guarantee {

    /** What speaks against it, a line each, with what is needed to look into it and nothing secret; none where it holds. */
    Stream<String> violations(Evidence evidence);

    default String title() {
        return getClass().getSimpleName();
    }

    /** All of them. Whatever the worker goes through, every one has to hold; a chaos run tells what caused that which {@link SentOnce} and {@link DeadLetteredOnce} find. */
    static List<Guarantee> all() {
        return List.of(new AtLeastOnce(), new ExactlyOneTerminalStatus(), new OrderPerPhone(), new NewestWins(),
                new NothingExpired(), new SentOnce(), new DeadLetterCompleteness(), new DeadLetteredOnce(),
                new NoSecretAnywhere());
    }
}
