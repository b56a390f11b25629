package dev.smsverification.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.spi.BodyStream;

class BoundedBodyTest {

    @ParameterizedTest
    @CsvSource(nullValues = "nothing", value = {"nothing,''", "abc,abc", "ab c,abc", "a b c d,abcd", "'  a b',ab",
            "abcdef,abcdef", "abcdefg,''", "abc def,abcdef", "abc def g,''", "abcdefg h,''"})
    void takesInUpToSixBytes(String pieces, String body) {
        // Pieces without room for more, as they may come from a connection.
        List<Buffer> chunks = pieces == null
                ? List.of()
                : List.of(pieces.split(" ")).stream()
                        .map(piece -> Buffer.buffer(piece).slice()).toList();

        AtomicReference<BodyStream<Buffer>> stream = new AtomicReference<>();
        BoundedBody.upTo(6).create((AsyncResult<BodyStream<Buffer>> created) -> stream.set(created.result()));

        chunks.forEach(stream.get()::write);
        stream.get().end();

        assertThat(stream.get().result().result()).hasToString(body);
        assertThat(chunks).extracting(Buffer::toString)
                .isEqualTo(pieces == null ? List.of() : List.of(pieces.split(" ")));
    }
}
