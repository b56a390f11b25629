package dev.smsverification.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.smsverification.guarantee.Draft;
import dev.smsverification.guarantee.Evidence;
import dev.smsverification.guarantee.Scenario;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Cluster;
import dev.smsverification.testing.Request;

/** Brokers with their topics, the stand-in, a crew of workers that is not started yet, and the eyes on them all. */
record Stage(Path directory, Cluster cluster, FaultyTwilio twilio, Journal journal, Crew crew, Scenario scenario)
        implements
            AutoCloseable {

    private static final Path DIRECTORY = Path.of("target", "chaos");
    private static final int PARTITIONS = 6;

    static Stage of(Setup setup) {
        System.out.println(setup.description());
        Cluster cluster = Cluster.start(setup.brokers());
        topics(setup).forEach(topic -> Broker.createTopic(cluster.bootstrapServers(), topic, PARTITIONS));
        FaultyTwilio twilio = new FaultyTwilio(setup.answering(), setup.latency());
        List<Map<String, String>> settings = IntStream.range(0, setup.workers())
                .mapToObj(index -> setup.workerSettings(cluster.bootstrapServers(), twilio.listen(Crew.name(index))))
                .toList();
        Journal journal = new Journal();
        Path directory = newDirectory();
        Crew crew = new Crew(directory, setup.java(), settings, journal, twilio::open);
        return new Stage(directory, cluster, twilio, journal, crew,
                new Scenario(cluster.bootstrapServers(), twilio::posted));
    }

    /** Publishes that many requests, each for another phone, whose codes outlast the run. */
    void publishBacklog(int count) {
        Instant expiresAt = Instant.now().plus(Duration.ofHours(1));
        for (int i = 0; i < count; i++) {
            scenario.publish(Draft
                    .of(Request.to(Traffic.phone(i), Traffic.code(i)).id("event-" + i).expiresAt(expiresAt)));
        }
        scenario.flush();
    }

    void stopBroker(int index) {
        journal.record(Incident.Kind.BROKER_STOPPED, "broker-" + index, () -> 0, () -> cluster.stopBroker(index));
    }

    void startBroker(int index) {
        journal.record(Incident.Kind.BROKER_STARTED, "broker-" + index, () -> 0, () -> cluster.startBroker(index));
    }

    /** Stops the workers in good order and answers what there is to be seen. */
    Evidence rest() {
        crew.stop();
        return scenario.evidence(crew.logs());
    }

    @Override
    public void close() {
        crew.close();
        scenario.close();
        twilio.close();
        cluster.close();
    }

    private static Stream<String> topics(Setup setup) {
        return Stream.concat(Stream.of("requested", "status", "dead-letter"),
                setup.retryDelays().stream().map(delay -> "retry-" + delay)).map(name -> "sms.verification." + name);
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(DIRECTORY), "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
