package dev.smsverification.guarantee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.json.DecodeException;

/** What a test has left: the records in its topics, the messages at the stand-in, and what its workers have printed. */
public final class Aftermath {

    private static final Duration QUIET = Duration.ofSeconds(2);

    private Aftermath() {}

    /**
     * Fails, and says why, unless all guarantees hold, as far as it can be seen: the stand-in tells what it accepted and when, not how long that
     * took. To be called when every request has ended.
     *
     * @param topics all topics of requests; there has to be something in them
     * @param logs where the workers have printed to
     */
    public static void verify(String bootstrapServers, List<String> topics, TwilioStandIn twilio, List<Path> logs) {
        Evidence evidence = evidence(bootstrapServers, topics, twilio, logs);
        String broken = Guarantee.all().stream()
                .flatMap(it -> it.violations(evidence).limit(10).map(line -> it.title() + ": " + line))
                .collect(Collectors.joining("\n"));
        if (!broken.isEmpty()) {
            throw new AssertionError("guarantees broken\n" + broken);
        }
    }

    private static Evidence evidence(String bootstrapServers, List<String> topics, TwilioStandIn twilio,
            List<Path> logs) {
        try (Watch watch = new Watch(bootstrapServers);
                Observer requests = Observer.of(bootstrapServers, topics.toArray(String[]::new))) {
            List<Published> published = all(requests).stream().map(Aftermath::published).toList();
            watch.awaitQuiet();
            return new Evidence(published, twilio.messages().stream().map(Posted::of).toList(), watch.reported(),
                    watch.deadLetters(), logs.stream().flatMap(Aftermath::lines).toList());
        }
    }

    private static List<Observed> all(Observer requests) {
        requests.awaitUntil(seen -> !seen.isEmpty());
        List<Observed> more = requests.next(QUIET);
        while (!more.isEmpty()) {
            more = requests.next(QUIET);
        }
        return requests.seen();
    }

    private static Published published(Observed request) {
        return draft(request).at(new Place(request.topic(), request.partition(), request.offset()), request.at());
    }

    private static Draft draft(Observed record) {
        try {
            Request request = new Request(record.json());
            return new Draft(Optional.of(request.id()), Optional.of(request), record.key(), record.value(),
                    record.headers());
        } catch (DecodeException _) {
            return Draft.unreadable(record.key(), record.value()).withHeaders(record.headers());
        }
    }

    static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
