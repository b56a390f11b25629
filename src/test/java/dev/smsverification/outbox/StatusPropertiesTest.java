package dev.smsverification.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.smsverification.contract.ContractSchemas;
import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.JsonValues;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatusPropertiesTest {

    private static final Decoder DECODER = new Decoder(Duration.ofMinutes(10));

    /** A request that is understood can be reported, however odd it is; else its partition would stand still for it. */
    @Property(tries = 500)
    void whateverComesInItsStatusKeepsToTheContract(@ForAll("nearlyRequests") ObjectNode json,
            @ForAll("headers") Map<String, String> headers) {
        Received received = Consumed.request(json.toString().getBytes(UTF_8), Consumed.headers(headers));
        Result result = switch (DECODER.decode(received)) {
            case Decoded.Valid(SmsRequest request) -> new Result(received, request.eventId(), Optional.of(request),
                    new Disposition.Dropped(Status.BLOCKED, Reason.THROTTLED),
                    Consumed.ARRIVED);
            case Decoded.Malformed(var eventId, var reason, var detail) -> new Result(received, eventId,
                    Optional.empty(),
                    new Disposition.DeadLetter(reason, OptionalInt.empty(), Optional.of(detail)),
                    Consumed.ARRIVED);
        };

        assertThat(ContractSchemas.status(StatusJson.of(result))).isEmpty();
    }

    @Provide
    Arbitrary<ObjectNode> nearlyRequests() {
        return JsonValues.nearlyRequests();
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        return JsonValues.headers();
    }
}
