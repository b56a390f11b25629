package dev.smsverification.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.smsverification.guarantee.Evidence;
import dev.smsverification.guarantee.Published;

/** All that was seen, for whoever wants to know what happened to an event: {@code grep 'event-42 ' evidence.txt}. */
final class Dump {

    private Dump() {}

    /** Writes {@code evidence.txt}: for each event what was published, posted and reported. No secrets. */
    static Path write(Evidence evidence, Path directory) {
        try {
            return Files.write(directory.resolve("evidence.txt"),
                    (Iterable<String>) evidence.published().stream().flatMap(it -> about(it, evidence))::iterator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> about(Published request, Evidence evidence) {
        return Stream
                .of(Stream.of("%s published at %s, %s".formatted(request, request.at(), request.code())),
                        evidence.postsOf(request).stream().map(post -> request + " " + post),
                        evidence.reportsOn(request).stream().map(report -> request + " reported " + report))
                .flatMap(it -> it);
    }
}
