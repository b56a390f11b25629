package dev.smsverification.testing;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A real Kafka cluster inside this process: one controller and one or three brokers on loopback and free ports, which can
 * be stopped and started again one by one, keeping their ports and their data until {@link #close()}. Topics are never
 * created by accident. Not safe for concurrent use.
 */
public final class Cluster implements AutoCloseable {

    private static final int CONTROLLER_ID = 0;

    private final KafkaNode controller;
    private final List<KafkaNode> brokers = new ArrayList<>();

    private Cluster(int size, Map<String, String> more) {
        List<Integer> ports = Ports.free(size + 1);
        String voters = CONTROLLER_ID + "@127.0.0.1:" + ports.get(CONTROLLER_ID);
        controller = KafkaNode.controller(CONTROLLER_ID, ports.get(CONTROLLER_ID), voters, size);
        for (int id = 1; id <= size; id++) {
            brokers.add(KafkaNode.broker(id, ports.get(id), voters, size, more));
        }
    }

    /**
     * Starts a cluster; it answers when this returns.
     *
     * @param brokers one or three; topics have as many replicas
     */
    public static Cluster start(int brokers) {
        return start(brokers, Map.of());
    }

    /** The same with more settings for the brokers; {@code listeners} come on top of the usual one, advertised ones as well. */
    public static Cluster start(int brokers, Map<String, String> more) {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("a cluster has one broker or three, not " + brokers);
        }
        QuietLogging.apply();
        Cluster cluster = new Cluster(brokers, more);
        try {
            cluster.controller.start();
            CompletableFuture.allOf(cluster.brokers.stream().map(broker -> CompletableFuture.runAsync(broker::start))
                    .toArray(CompletableFuture[]::new)).join();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Every broker's address, whether it runs or not. */
    public String bootstrapServers() {
        return brokers.stream().map(KafkaNode::address).collect(joining(","));
    }

    /** Stops a broker in good order: leadership moves to the others first, if there are any. */
    public void stopBroker(int index) {
        brokers.get(index).stop();
    }

    /** Starts a stopped broker on its old port, with its data. */
    public void startBroker(int index) {
        brokers.get(index).start();
    }

    /** Stops whatever runs and deletes the data. */
    @Override
    public void close() {
        brokers.forEach(KafkaNode::close);
        controller.close();
    }
}
