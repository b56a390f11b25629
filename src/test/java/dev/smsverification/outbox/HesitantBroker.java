package dev.smsverification.outbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Cluster;
import dev.smsverification.testing.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/**
 * A broker that has yet to hear of a new topic when the first is written to it, and has heard of it when it comes to what was
 * written right behind: a producer with both under way sees the first refused and the second taken. Made of a real one and of
 * a proxy that puts an unknown topic into the first write, and lets it pass when another has come or half a second has gone by.
 */
final class HesitantBroker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final short PRODUCE = 0;
    private static final Duration WAIT_FOR_ANOTHER = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private final int port = Ports.free();
    private final int portBehind = Ports.free();
    private final Cluster cluster;
    private final String topicId;
    private final String unknownId = onTheWire(Uuid.randomUuid());
    private volatile boolean hesitated;

    /** Starts it with a topic of one partition. */
    HesitantBroker(String topic) {
        cluster = Cluster.start(1, Map.of( //
                "listeners", "HESITANT://" + HOST + ":" + portBehind, //
                "advertised.listeners", "HESITANT://" + HOST + ":" + port, //
                "listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT,HESITANT:PLAINTEXT"));
        Broker.createTopic(cluster.bootstrapServers(), topic, 1);
        topicId = onTheWire(idOf(topic));
        vertx.createNetServer().connectHandler(this::connect).listen(port, HOST).toCompletionStage()
                .toCompletableFuture().join();
    }

    String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Whether something has been written. */
    boolean hesitated() {
        return hesitated;
    }

    private void connect(NetSocket client) {
        client.pause();
        vertx.createNetClient().connect(portBehind, HOST).onSuccess(broker -> {
            broker.handler(response -> client.write(exchange(unknownId, topicId, response)));
            client.handler(new Requests(broker).parser).resume();
        });
    }

    /** Those of one connection; on the wire, each comes behind its length. */
    private final class Requests {

        private final RecordParser parser = RecordParser.newFixed(Integer.BYTES, this::lengthOrBody);
        private final NetSocket broker;
        private Buffer length;
        private Buffer held = Buffer.buffer();

        Requests(NetSocket broker) {
            this.broker = broker;
        }

        private void lengthOrBody(Buffer bytes) {
            if (length == null) {
                length = bytes;
                parser.fixedSizeMode(bytes.getInt(0));
            } else {
                handle(bytes.getShort(0), length.copy().appendBuffer(bytes));
                length = null;
                parser.fixedSizeMode(Integer.BYTES);
            }
        }

        private void handle(short apiKey, Buffer request) {
            if (apiKey == PRODUCE && !hesitated) {
                held = exchange(topicId, unknownId, request);
                vertx.setTimer(WAIT_FOR_ANOTHER.toMillis(), _ -> pass(Buffer.buffer()));
                hesitated = true;
            } else {
                pass(request);
            }
        }

        private void pass(Buffer request) {
            broker.write(held.appendBuffer(request));
            held = Buffer.buffer();
        }
    }

    private static Buffer exchange(String id, String other, Buffer bytes) {
        return Buffer.buffer(bytes.toString(ISO_8859_1).replace(id, other).getBytes(ISO_8859_1));
    }

    private static String onTheWire(Uuid id) {
        return Buffer.buffer().appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits())
                .toString(ISO_8859_1);
    }

    private Uuid idOf(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).topicId();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot find out the id of " + topic, e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        cluster.close();
    }
}
