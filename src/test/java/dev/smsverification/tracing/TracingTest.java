package dev.smsverification.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.smallrye.mutiny.Uni;

class TracingTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PUBLISHER = "00f067aa0ba902b7";
    private static final String BEFORE = "00f067aa0ba902b8";
    private static final URI HOST = URI.create("https://api.example.com");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing on = new Tracing(Optional.of(OpenTelemetrySdk.builder().setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build()).build()), "group");

    @AfterEach
    void close() {
        on.close();
    }

    @Test
    void goesOnWithThePublishersTrace() {
        on.follow(published(Map.of(HeaderNames.TRACEPARENT, traceparent(PUBLISHER))), nothing()).await().indefinitely();

        SpanData span = spans.getFinishedSpanItems().getFirst();
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getParentSpanId()).isEqualTo(PUBLISHER);
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getName()).isEqualTo("process " + Consumed.TOPIC);
        assertThat(attributes(span)).containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.operation.type", "process")
                .containsEntry("messaging.destination.name", Consumed.TOPIC)
                .containsEntry("messaging.destination.partition.id", Integer.toString(Consumed.PARTITION))
                .containsEntry("messaging.kafka.offset", Consumed.OFFSET)
                .containsEntry("messaging.consumer.group.name", "group").containsEntry("sms.attempt", 1L);
    }

    @Test
    void goesOnWithTheAttemptBeforeWhereThereWasOne() {
        on.follow(published(Map.of(HeaderNames.TRACEPARENT, traceparent(PUBLISHER), HeaderNames.RETRY_TRACEPARENT,
                traceparent(BEFORE))), nothing()).await().indefinitely();

        assertThat(spans.getFinishedSpanItems()).singleElement().extracting(SpanData::getParentSpanId)
                .isEqualTo(BEFORE);
    }

    @Test
    void beginsATraceWhereThereIsNoneThatCanBeRead() {
        on.follow(published(Map.of(HeaderNames.TRACEPARENT, "nonsense")), nothing()).await().indefinitely();

        assertThat(spans.getFinishedSpanItems()).singleElement()
                .satisfies(span -> assertThat(span.getParentSpanContext().isValid()).isFalse());
    }

    @Test
    void tellsWhatIsWrittenWhereToGoOnFrom() {
        AtomicReference<Optional<String>> told = new AtomicReference<>(Optional.empty());

        on.follow(published(Map.of()), Trace.in(trace -> trace.send("status", traceparent -> {
            told.set(traceparent);
            return nothing();
        }))).await().indefinitely();

        SpanData sent = named("send status");
        assertThat(sent.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(sent.getParentSpanId()).isEqualTo(named("process " + Consumed.TOPIC).getSpanId());
        assertThat(sent.getSpanContext().isSampled()).isTrue();
        assertThat(told.get()).contains("00-" + sent.getTraceId() + "-" + sent.getSpanId() + "-"
                + sent.getSpanContext().getTraceFlags().asHex());
    }

    @Test
    void recordsRequestsAndHowTheyEnded() {
        on.follow(published(Map.of()),
                Trace.in(trace -> trace.request("POST", HOST, () -> "/{Account}", () -> item(503),
                        status -> new Trace.HttpEnd(OptionalInt.of(status), ""))))
                .await().indefinitely();

        SpanData call = named("POST /{Account}");
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes(call)).containsEntry("http.request.method", "POST")
                .containsEntry("http.response.status_code", 503L).containsEntry("server.address", "api.example.com")
                .containsEntry("server.port", 443L).containsEntry("url.template", "/{Account}")
                .containsEntry("url.full", "https://api.example.com/{Account}").containsEntry("error.type", "503");
    }

    @Test
    void saysWhyThereWasNoAnswer() {
        on.follow(published(Map.of()), Trace.in(trace -> trace.request("GET", HOST, () -> "/", () -> item(0),
                _ -> new Trace.HttpEnd(OptionalInt.empty(), "provider_timeout")))).await().indefinitely();

        assertThat(attributes(named("GET /"))).containsEntry("error.type", "provider_timeout")
                .doesNotContainKey("http.response.status_code");
    }

    @Test
    void saysWhatBecameOfTheRecord() {
        on.follow(published(Map.of()), Trace.in(trace -> {
            trace.end("id-1", Status.FAILED, Optional.of(Reason.REQUEST_REJECTED), OptionalInt.of(21617));
            return nothing();
        })).await().indefinitely();

        SpanData span = named("process " + Consumed.TOPIC);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes(span)).containsEntry("sms.event_id", "id-1").containsEntry("sms.status", "FAILED")
                .containsEntry("sms.reason", "request_rejected").containsEntry("sms.error_code", 21617L)
                .containsEntry("error.type", "request_rejected");
    }

    /** What a fault says may quote the record. */
    @Test
    void saysOfWorkThatFailsNoMoreThanTheKindOfItsFault() {
        Uni<Void> failing = Uni.createFrom().failure(new IllegalStateException("the code is 012345"));

        on.follow(published(Map.of()), Trace.in(trace -> trace.request("GET", HOST, () -> "/",
                () -> trace.send("status", _ -> failing), _ -> new Trace.HttpEnd(OptionalInt.of(200), ""))))
                .onFailure().recoverWithNull().await().indefinitely();

        assertThat(spans.getFinishedSpanItems()).hasSize(3).allSatisfy(span -> {
            assertThat(span.getStatus()).isEqualTo(StatusData.error());
            assertThat(attributes(span)).containsEntry("error.type", "java.lang.IllegalStateException");
            assertThat(span.getEvents()).isEmpty();
        });
    }

    @Test
    void doesAllThatIsDoneAndTellsNothingWhenOff() {
        Tracing off = new Tracing(Optional.empty(), "group");

        Optional<String> told = off.follow(published(Map.of(HeaderNames.TRACEPARENT, traceparent(PUBLISHER))),
                Trace.in(trace -> trace.request("GET", HOST, () -> "/", () -> trace.send("status", this::item),
                        _ -> new Trace.HttpEnd(OptionalInt.of(200), ""))))
                .await().indefinitely();

        assertThat(told).isEmpty();
    }

    private <T> Uni<T> item(T item) {
        return Uni.createFrom().item(item);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private SpanData named(String name) {
        List<SpanData> found = spans.getFinishedSpanItems().stream().filter(span -> span.getName().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> attributes = new TreeMap<>();
        span.getAttributes().forEach((AttributeKey<?> key, Object value) -> attributes.put(key.getKey(), value));
        return attributes;
    }

    private static Received published(Map<String, String> headers) {
        return Consumed.request("{}".getBytes(US_ASCII), Consumed.headers(headers));
    }

    private static String traceparent(String span) {
        return "00-" + TRACE_ID + "-" + span + "-01";
    }
}
