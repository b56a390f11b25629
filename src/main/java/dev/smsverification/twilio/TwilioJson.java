package dev.smsverification.twilio;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.vertx.core.buffer.Buffer;

/** Reads Twilio's JSON as a tree, for rare requests only: loading the classes takes a tenth of a second. */
final class TwilioJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private TwilioJson() {}

    /** A missing node for what is not JSON. */
    static JsonNode parse(Buffer body) {
        try {
            return MAPPER.readTree(body.getBytes());
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }
}
