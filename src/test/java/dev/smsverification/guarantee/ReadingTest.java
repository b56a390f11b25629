package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Request;
import io.vertx.core.json.JsonObject;

class ReadingTest {

    private static final Request REQUEST = Request.to("+12025550111", "Zq1");
    private static final JsonObject WITHOUT_ID = new JsonObject().put("phone", "+12025550111")
            .put("usageType", "SignIn").put("code", "Zq1");

    @Test
    void takesARequestAsItIs() {
        Draft read = Reading.of(observed(REQUEST.bytes(), Map.of()));

        assertThat(read.request()).contains(REQUEST);
        assertThat(read.eventId()).contains(REQUEST.id());
    }

    @Test
    void takesTheDataOfAStructuredCloudEvent() {
        JsonObject event = new JsonObject().put("id", "event-1").put("data", WITHOUT_ID);

        Draft read = Reading
                .of(observed(bytes(event), Map.of("content-type", "application/cloudevents+json; charset=utf-8")));

        assertThat(read.request()).map(Request::phone).contains("+12025550111");
        assertThat(read.eventId()).contains("event-1");
    }

    @Test
    void takesTheIdOfABinaryCloudEvent() {
        Draft read = Reading.of(observed(bytes(WITHOUT_ID), Map.of("ce_id", "event-1")));

        assertThat(read.request()).map(Request::phone).contains("+12025550111");
        assertThat(read.eventId()).contains("event-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code 123456", "[]", "null", "{\"phone\": \"+12025550111\", \"code\": \"Zq1\"}",
            "{\"phone\": \"+12025550111\", \"usageType\": \"SignIn\", \"code\": 123456}"})
    void takesNothingElseForARequest(String value) {
        Draft read = Reading.of(observed(Plot.bytes(value), Map.of()));

        assertThat(read.request()).isEmpty();
        assertThat(read.eventId()).isEmpty();
        assertThat(read.value()).isEqualTo(Plot.bytes(value));
    }

    private static byte[] bytes(JsonObject json) {
        return json.toBuffer().getBytes();
    }

    private static Observed observed(byte[] value, Map<String, String> headers) {
        return new Observed("sms.verification.requested", 0, 0, "key", value, headers, Plot.second(0));
    }
}
