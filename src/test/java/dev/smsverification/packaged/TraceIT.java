package dev.smsverification.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.google.protobuf.ByteString;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.SpanReceiver;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.WorkerProcess;
import io.opentelemetry.proto.trace.v1.Span;

/** The packaged worker, asked to record spans. */
class TraceIT {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PUBLISHER = "00f067aa0ba902b7";
    private static final String BUSY = "+12025550162";
    private static final String RETRY = "sms.verification.retry-1s";
    private static final String STATUS = "sms.verification.status";
    private static final String CALL = "POST /2010-04-01/Accounts/{AccountSid}/Messages.json";

    @RegisterExtension
    static final Site SITE = new Site();

    @Test
    void isOneFromThePublisherThroughEveryAttemptToTheStatus() {
        SITE.twilio().answer(BUSY, StandInAnswer.error(429, 20429));
        Request request = Request.to(BUSY, "271828");
        try (SpanReceiver receiver = SpanReceiver.start();
                WorkerProcess worker = SITE.worker(
                        Map.of("sms.retry.delays", "1s", "otel.exporter.otlp.endpoint", receiver.endpoint()));
                Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses()) {
            worker.awaitReady();
            publisher.publish(Publisher.REQUESTS, request.phone(), request.bytes(),
                    Map.of("traceparent", "00-" + TRACE_ID + "-" + PUBLISHER + "-01"));
            List<Observed> told = statuses.await(2, status -> status.key().equals(request.id()));
            worker.stop(Duration.ofSeconds(30));

            List<Span> spans = receiver.spans();
            assertThat(spans).extracting(Span::getName).containsExactlyInAnyOrder(
                    "process " + Publisher.REQUESTS, CALL, "send " + RETRY, "send " + STATUS, "process " + RETRY,
                    CALL, "send " + STATUS);
            assertThat(spans).extracting(span -> hex(span.getTraceId())).containsOnly(TRACE_ID);
            Span first = named("process " + Publisher.REQUESTS, spans);
            Span second = named("process " + RETRY, spans);
            assertThat(hex(first.getParentSpanId())).isEqualTo(PUBLISHER);
            assertThat(second.getParentSpanId()).isEqualTo(named("send " + RETRY, spans).getSpanId());
            assertThat(spans).filteredOn(span -> span.getName().equals(CALL)).extracting(Span::getParentSpanId)
                    .containsExactlyInAnyOrder(first.getSpanId(), second.getSpanId());
            assertThat(told).extracting(status -> status.headers().get("traceparent"))
                    .containsExactlyInAnyOrderElementsOf(spans.stream()
                            .filter(span -> span.getName().equals("send " + STATUS))
                            .map(span -> "00-" + TRACE_ID + "-" + hex(span.getSpanId()) + "-01").toList());
        }
    }

    private static Span named(String name, List<Span> spans) {
        return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
