package dev.smsverification.guarantee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.TwilioStandIn;

/** What a test has left: the records in its topics, the messages at the stand-in, and what its workers have printed. */
public final class Aftermath {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Aftermath() {}

    /**
     * Fails, and says why, unless all guarantees hold, as far as it can be seen: the stand-in tells what was posted and when, not how long that
     * took. Waits, for a minute, until every request has ended. To be called when everything is published.
     *
     * @param topics with all topics of requests; there has to be something in them
     * @param logs where the workers have printed to
     */
    public static void verify(String bootstrapServers, Topics topics, TwilioStandIn twilio, List<Path> logs) {
        Evidence evidence = evidence(bootstrapServers, topics, twilio, logs);
        String broken = Guarantee.all().stream()
                .flatMap(it -> it.violations(evidence).limit(10).map(line -> it.title() + ": " + line))
                .collect(Collectors.joining("\n"));
        if (!broken.isEmpty()) {
            throw new AssertionError("guarantees broken\n" + broken);
        }
    }

    private static Evidence evidence(String bootstrapServers, Topics topics, TwilioStandIn twilio, List<Path> logs) {
        try (Watch watch = new Watch(bootstrapServers, topics);
                Observer requests = Observer.of(bootstrapServers, topics.requests().toArray(String[]::new))) {
            List<Published> published = requests.all().stream().map(Aftermath::published).toList();
            watch.awaitEnd(published::size, PATIENCE);
            watch.awaitQuiet();
            return new Evidence(published, twilio.everPosted().stream().map(Posted::of).toList(), watch.reported(),
                    watch.deadLetters(), watch.retries(), logs.stream().flatMap(Aftermath::lines).toList());
        }
    }

    private static Published published(Observed request) {
        return Reading.of(request).at(new Place(request.topic(), request.partition(), request.offset()), request.at());
    }

    static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
