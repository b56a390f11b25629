package dev.smsverification.bench;

import java.util.concurrent.CountDownLatch;

import dev.smsverification.testing.Cluster;

/** A Kafka broker in a process of its own. Prints its address, and runs until it is asked to end. */
final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Cluster cluster = Cluster.start(1);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        System.out.println(cluster.bootstrapServers());
        new CountDownLatch(1).await();
    }
}
