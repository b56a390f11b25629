package dev.smsverification.bench;

import java.util.List;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.vertx.VertxParallelEoSStreamProcessor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;

/** The same job by Confluent's Parallel Consumer with its Vert.x module: in order for each key, offsets committed by it. */
final class ParallelConsumer {

    private ParallelConsumer() {}

    public static void main(String[] arguments) {
        dev.smsverification.testing.QuietLogging.apply();
        Environment environment = Environment.read();
        Vertx vertx = Messages.vertx();
        Messages messages = new Messages(vertx, environment);
        var producer = new KafkaProducer<String, String>(Messages.producer(environment));
        var options = ParallelConsumerOptions.<String, String>builder()
                .consumer(new KafkaConsumer<>(Messages.consumer(environment))).ordering(ProcessingOrder.KEY)
                .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS).maxConcurrency(environment.maxInFlight())
                .build();
        // It shall use the client of this program, but wants one of its own as well.
        var processor = new VertxParallelEoSStreamProcessor<String, String>(vertx, WebClient.create(vertx), options);
        processor.subscribe(List.of(environment.requests()));
        processor.vertxFuture(context -> messages.send(context.getSingleConsumerRecord())
                .compose(status -> write(producer, status)));
    }

    private static Future<Void> write(KafkaProducer<String, String> producer, ProducerRecord<String, String> status) {
        Promise<Void> written = Promise.promise();
        producer.send(status, (_, failure) -> {
            if (failure == null) {
                written.complete();
            } else {
                written.fail(failure);
            }
        });
        return written.future();
    }
}
