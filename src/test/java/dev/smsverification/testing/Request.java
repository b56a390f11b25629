package dev.smsverification.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import io.vertx.core.json.JsonObject;

/** A request record as an auth service would write it. Prints only its id. */
public record Request(JsonObject fields) {

    /** A sign-in with an id of its own. */
    public static Request to(String phone, String code) {
        return new Request(new JsonObject().put("id", UUID.randomUUID().toString()).put("phone", phone)
                .put("usageType", "SignIn").put("code", code));
    }

    public Request id(String id) {
        return with("id", id);
    }

    public Request usageType(String usageType) {
        return with("usageType", usageType);
    }

    public Request expiresAt(Instant expiresAt) {
        return with("expiresAt", expiresAt.toString());
    }

    /** The same with this field, whether the contract knows it or not. */
    public Request with(String field, Object value) {
        return new Request(fields.copy().put(field, value));
    }

    public String id() {
        return fields.getString("id");
    }

    public String phone() {
        return fields.getString("phone");
    }

    public byte[] bytes() {
        return fields.encode().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Request[id=" + id() + "]";
    }
}
