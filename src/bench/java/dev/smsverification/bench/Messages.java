package dev.smsverification.bench;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/** What the two peers have in common: an event becomes a POST, and its answer a status record. No guards, no retries. */
final class Messages {

    private static final Map<String, String> TEMPLATES = Map.of( //
            "SignIn", "Your SignIn code is {{code}}.", //
            "Register", "Your Register code is {{code}}.", //
            "ForgotPassword", "Your ForgotPassword code is {{code}}.", //
            "Generic", "Your Generic code is {{code}}.");

    private final Environment environment;
    private final WebClient client;
    private final String path;

    Messages(Vertx vertx, Environment environment) {
        this.environment = environment;
        this.client = WebClient.create(vertx, new WebClientOptions().setDefaultHost(environment.host())
                .setDefaultPort(environment.port()).setMaxPoolSize(environment.maxInFlight())
                .setMaxWaitQueueSize(-1));
        this.path = "/2010-04-01/Accounts/" + environment.account() + "/Messages.json";
    }

    /** With sockets polled by epoll, as the worker's are; without it they would be at a disadvantage. */
    static Vertx vertx() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        if (!vertx.isNativeTransportEnabled()) {
            throw new IllegalStateException("no epoll", vertx.unavailableNativeTransportCause());
        }
        return vertx;
    }

    /** Sends the message that the event asks for; completes with the status record to be written. */
    Future<ProducerRecord<String, String>> send(ConsumerRecord<String, String> event) {
        JsonObject request = new JsonObject(event.value());
        String phone = request.getString("phone");
        String text = TEMPLATES.get(request.getString("usageType")).replace("{{code}}", request.getString("code"));
        MultiMap form = MultiMap.caseInsensitiveMultiMap().add("To", phone)
                .add("MessagingServiceSid", environment.messagingService()).add("Body", text);
        return client.post(path).basicAuthentication(environment.account(), environment.password())
                .timeout(10_000).sendForm(form).map(response -> status(event, request, response));
    }

    private ProducerRecord<String, String> status(ConsumerRecord<String, String> event, JsonObject request,
            HttpResponse<Buffer> response) {
        JsonObject status = new JsonObject().put("eventId", request.getString("id"));
        if (response.statusCode() == 201) {
            JsonObject message = response.bodyAsJsonObject();
            status.put("status", "SENT").put("messageSid", message.getString("sid"))
                    .put("providerStatus", message.getString("status"));
        } else {
            status.put("status", "FAILED").put("reason", "http_" + response.statusCode());
        }
        status.put("usageType", request.getString("usageType")).put("occurredAt", Instant.now().toString())
                .put("source", new JsonObject().put("topic", event.topic()).put("partition", event.partition())
                        .put("offset", event.offset()));
        return new ProducerRecord<>(environment.status(), event.partition(), request.getString("id"),
                status.encode());
    }

    static Properties consumer(Environment environment) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", environment.bootstrapServers());
        settings.put("group.id", environment.group());
        Optional.ofNullable(System.getenv("KAFKA_GROUP_INSTANCE_ID"))
                .ifPresent(name -> settings.put("group.instance.id", name));
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        // No more at once than may be in flight, or the last of them waits for a connection until it times out. 500 is Kafka's own.
        settings.put("max.poll.records", Math.min(500, environment.maxInFlight()));
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        return settings;
    }

    static Properties producer(Environment environment) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", environment.bootstrapServers());
        settings.put("acks", "all");
        settings.put("key.serializer", StringSerializer.class);
        settings.put("value.serializer", StringSerializer.class);
        return settings;
    }
}
