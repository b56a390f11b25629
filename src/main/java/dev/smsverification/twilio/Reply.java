package dev.smsverification.twilio;

import java.util.Optional;

import dev.smsverification.event.Reason;
import io.vertx.core.buffer.Buffer;

/** The result of one HTTP request. */
sealed interface Reply {

    /** An answer; its body is empty where it exceeded the limit. Prints no body. */
    record Answer(int status, Optional<String> retryAfter, Buffer body) implements Reply {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }
    }

    /** Not a byte of the request has been written: no address, no connection, no TLS, or none of these in time. */
    record Unsent(Throwable cause) implements Reply {}

    /** The request may have arrived; its answer has not, or not in full. */
    record Lost(Reason reason) implements Reply {}
}
