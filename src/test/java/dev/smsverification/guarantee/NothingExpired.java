package dev.smsverification.guarantee;

import java.time.Duration;
import java.util.stream.Stream;

/** No code is accepted after it has stopped working. */
public final class NothingExpired implements Guarantee {

    /** A request may be on its way for a moment, on a machine that has much to do. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    @Override
    public Stream<String> violations(Evidence evidence) {
        return evidence.published().stream().flatMap(request -> request.code().stream()
                .flatMap(code -> evidence.acceptsOf(request)
                        .filter(post -> post.at().isAfter(code.expiresAt().plus(ON_ITS_WAY)))
                        .map(post -> "%s had expired at %s: %s".formatted(request, code.expiresAt(), post))));
    }
}
