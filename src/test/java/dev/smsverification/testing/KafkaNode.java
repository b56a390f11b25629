package dev.smsverification.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

/**
 * One node of a {@link Cluster}, run by the server's own code in this process. Kafka's test kit would do the same, but it
 * listens on every network interface and adds its own extension to every JUnit test of the class path.
 */
final class KafkaNode {

    private static final String CLUSTER_ID = "AAAAAAAAAAAAAAAAAAAAAQ";

    private final String address;
    private final Path data;
    private final KafkaConfig config;
    private KafkaRaftServer server;

    private KafkaNode(int id, int port, String listener, Map<String, String> settings) {
        this.address = "127.0.0.1:" + port;
        this.data = newDirectory();
        settings.put("node.id", Integer.toString(id));
        settings.merge("listeners", listener + "://" + address, (more, own) -> own + "," + more);
        settings.computeIfPresent("advertised.listeners", (_, more) -> listener + "://" + address + "," + more);
        settings.put("log.dirs", data.toString());
        config = new KafkaConfig(settings, false);
        format(id);
    }

    static KafkaNode controller(int id, int port, String voters, int replicas) {
        Map<String, String> settings = commonSettings(voters, replicas);
        settings.put("process.roles", "controller");
        return new KafkaNode(id, port, "CONTROLLER", settings);
    }

    /** @param more settings beyond and against the usual ones; listeners come on top of the usual one */
    static KafkaNode broker(int id, int port, String voters, int replicas, Map<String, String> more) {
        Map<String, String> settings = commonSettings(voters, replicas);
        settings.putAll(more);
        settings.put("process.roles", "broker");
        settings.put("inter.broker.listener.name", "CLIENT");
        return new KafkaNode(id, port, "CLIENT", settings);
    }

    private static Map<String, String> commonSettings(String voters, int replicas) {
        String all = Integer.toString(replicas);
        String most = Integer.toString(replicas / 2 + 1);
        Map<String, String> settings = new HashMap<>();
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", voters);
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", all);
        settings.put("min.insync.replicas", most);
        settings.put("offsets.topic.replication.factor", all);
        settings.put("offsets.topic.num.partitions", "5");
        settings.put("transaction.state.log.replication.factor", all);
        settings.put("transaction.state.log.min.isr", most);
        settings.put("transaction.state.log.num.partitions", "5");
        // A broker that comes back is let in only when its former session has ended, by default nine seconds after.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        return settings;
    }

    String address() {
        return address;
    }

    void start() {
        if (server == null) {
            // Kafka looks classes up by name; in a @QuarkusTest, thread and class may belong to different loaders.
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(KafkaNode.class.getClassLoader());
            try {
                server = new KafkaRaftServer(config, Time.SYSTEM);
                server.startup();
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Stops and deletes the data. */
    void close() {
        stop();
        try {
            Utils.delete(data.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void format(int id) {
        try {
            new Formatter().setClusterId(CLUSTER_ID).setNodeId(id).setDirectories(List.of(data.toString()))
                    .setControllerListenerName("CONTROLLER").setMetadataLogDirectory(data.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream())).run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + data, e);
        }
    }

    /** Below the build's own directory where there is one, so that a clean build removes what a killed one left. */
    private static Path newDirectory() {
        Path target = Path.of("target");
        try {
            return Files.isDirectory(target)
                    ? Files.createTempDirectory(target, "kafka-").toAbsolutePath()
                    : Files.createTempDirectory("kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
