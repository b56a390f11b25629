package dev.smsverification.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.smsverification.testing.Broker;
import dev.smsverification.testing.WorkerEnvironment;
import dev.smsverification.testing.WorkerSettings;
import io.vertx.core.json.JsonObject;

/** A broker and a stand-in for Twilio, in processes of their own. For one thread. */
final class Stage implements AutoCloseable {

    static final int PARTITIONS = 12;

    private final Settings settings;
    private final Cores cores;
    private final Program broker;
    private final Program standIn;
    private final String bootstrapServers;
    private final String twilio;
    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProducer<String, String> producer;
    /** For events that come evenly: it does not wait for more of them, as its waiting would be in every figure. */
    private final KafkaProducer<String, String> prompt;
    private final KafkaConsumer<String, String> consumer;
    private volatile Exception unpublished;

    Stage(Settings settings, Cores cores) {
        this.settings = settings;
        this.cores = cores;
        List<String> server = Program.java(roomy("2g", "1500m"), BrokerProcess.class);
        this.broker = Program.start("broker", cores.others(), server, Map.of());
        List<String> answering = Program.java(roomy("1g", "800m"), StandIn.class,
                Integer.toString(settings.latencyMillis()));
        this.standIn = Program.start("stand-in", cores.others(), answering, Map.of());
        this.bootstrapServers = broker.firstLine("127.0.0.1");
        this.twilio = standIn.firstLine("http");
        // Kafka's default.
        this.producer = producer(5);
        this.prompt = producer(0);
        this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, //
                "key.deserializer", StringDeserializer.class, "value.deserializer", StringDeserializer.class));
    }

    /**
     * Options for a JVM that is not measured: so much room for what is new that it stops for a collection twice a minute
     * and not every other second. A broker that has stopped for 70 ms is what the slowest hundredth would tell of.
     */
    private static List<String> roomy(String heap, String young) {
        return List.of("-XX:+UseSerialGC", "-Xms" + heap, "-Xmx" + heap, "-Xmn" + young, "-XX:+AlwaysPreTouch");
    }

    private KafkaProducer<String, String> producer(int lingerMillis) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", //
                "linger.ms", lingerMillis, //
                "key.serializer", StringSerializer.class, "value.serializer", StringSerializer.class));
    }

    /** A topic for events that nobody has written to. */
    String newTopic(String role) {
        String name = "bench." + role + "-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        createTopic(name);
        return name;
    }

    void createTopic(String name) {
        Broker.createTopic(bootstrapServers, name, PARTITIONS);
    }

    /** Publishes an event for each index, all of them as soon as possible; they are durable when this returns. */
    void publish(String topic, int from, int count, Instant expiresAt) {
        for (int i = from; i < from + count; i++) {
            publish(producer, topic, i, expiresAt);
        }
        flush(producer);
    }

    /** Publishes an event whose code is the time now, for the stand-in to compare. */
    private void publish(KafkaProducer<String, String> by, String topic, int index, Instant expiresAt) {
        Instant now = Instant.now();
        String phone = "+1202%07d".formatted(2_000_000 + index);
        String event = """
                {"id":"event-%d","phone":"%s","usageType":"SignIn","code":"%d","requestedAt":"%s","expiresAt":"%s"}"""
                .formatted(index, phone, StandIn.micros(), now, expiresAt);
        by.send(new ProducerRecord<>(topic, phone, event), (_, failure) -> {
            if (failure != null) {
                unpublished = failure;
            }
        });
    }

    private void flush(KafkaProducer<String, String> by) {
        by.flush();
        if (unpublished != null) {
            throw new IllegalStateException("events were not published", unpublished);
        }
    }

    /** How many records a topic has. */
    long count(String topic) {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition)).toList();
        return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Publishes events at a steady pace. */
    void publishEvenly(String topic, int from, int count, int perSecond) {
        Instant expiresAt = Instant.now().plus(Duration.ofHours(1));
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(begin + i * 1_000_000_000L / perSecond - System.nanoTime());
            publish(prompt, topic, from + i, expiresAt);
        }
        flush(prompt);
    }

    Program start(Contender contender, Job job, int maxInFlight) {
        return start(contender, job, maxInFlight, settings.jvm(), Map.of());
    }

    Program start(Contender contender, Job job, int maxInFlight, List<String> jvm, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(
                WorkerEnvironment.variables(WorkerSettings.minimal(bootstrapServers, twilio)));
        environment.putAll(Map.of("SMS_TOPICS_REQUESTED", job.requests(), "SMS_TOPICS_STATUS", job.status(), //
                "SMS_TOPICS_RETRY_PREFIX", job.retryPrefix(), //
                "SMS_TOPICS_DEAD_LETTER", job.deadLetter(), "SMS_GROUP_ID", job.group(), //
                "SMS_MAX_IN_FLIGHT", Integer.toString(maxInFlight), "QUARKUS_HTTP_HOST", "127.0.0.1", //
                "QUARKUS_HTTP_PORT", "0", "QUARKUS_MANAGEMENT_HOST", "127.0.0.1", "QUARKUS_MANAGEMENT_PORT", "0"));
        environment.putAll(more);
        return Program.start(contender.name().toLowerCase(java.util.Locale.ROOT) + "-", cores.contender(),
                contender.command(jvm), environment);
    }

    /** From now on the stand-in answers after this time. */
    void answerAfter(Duration latency) {
        ask("/latency/" + latency.toMillis());
    }

    /** What the stand-in has seen since it was last reset. */
    JsonObject seen() {
        return ask("/seen");
    }

    /** The same, and resets it. */
    JsonObject reset() {
        return ask("/reset");
    }

    private JsonObject ask(String path) {
        try {
            return new JsonObject(http.send(HttpRequest.newBuilder(URI.create(twilio + path)).build(),
                    BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        prompt.close();
        consumer.close();
        standIn.close();
        broker.close();
    }
}
