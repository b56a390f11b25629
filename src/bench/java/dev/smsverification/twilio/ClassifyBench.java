package dev.smsverification.twilio;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import dev.smsverification.delivery.Outcome;
import io.vertx.core.buffer.Buffer;

/** From Twilio's answer to what it means. */
@State(Scope.Benchmark)
public class ClassifyBench {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    private final Answers answers = new Answers(new ErrorCodes(Map.of()));
    private final Reply.Answer accepted = new Reply.Answer(201, Optional.empty(), Buffer.buffer("""
            {"account_sid": "AC00000000000000000000000000000001", "api_version": "2010-04-01", "body": "Your code is 1", \
            "date_created": "Thu, 24 Aug 2023 05:01:45 +0000", "date_sent": null, "direction": "outbound-api", \
            "error_code": null, "error_message": null, "from": null, "num_media": "0", "num_segments": "0", \
            "price": null, "price_unit": null, "messaging_service_sid": "MG00000000000000000000000000000001", \
            "sid": "SM00000000000000000000000000000001", "status": "accepted", "to": "+12025550170"}"""));
    private final Reply.Answer rejected = new Reply.Answer(400, Optional.empty(), Buffer.buffer("""
            {"code": 21211, "message": "Invalid 'To' Phone Number", \
            "more_info": "https://www.twilio.com/docs/errors/21211", "status": 400}"""));

    @Benchmark
    public Outcome accepted() {
        return answers.toMessage(accepted, NOW);
    }

    @Benchmark
    public Outcome rejected() {
        return answers.toMessage(rejected, NOW);
    }
}
