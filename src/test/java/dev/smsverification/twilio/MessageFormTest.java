package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.SmsRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MessageFormTest {

    private final MessageForm form = new MessageForm(TwilioFixtures.account("https://api.twilio.com"));

    @ParameterizedTest
    @ValueSource(strings = {"", "493817 is your code", "azAZ09-_.*", "~!'()", "a+b&c=d%e", "\u0000\n\u007F",
            "Ваш код", "😀", "\uD83D", "\uDE00a", "\uD83D😀\uDE00"})
    void encodesEveryCharacter(String text) {
        assertDecodesTo(text);
    }

    @Property
    void encodesAnyText(@ForAll String text) {
        assertDecodesTo(text);
    }

    /** Else it would be retried until it has expired. */
    @Test
    void takesWhateverTheGuardsLetThrough() {
        SmsRequest request = Consumed.decoded(Consumed.signIn());
        Instant last = request.expiresAt().minus(MessageForm.SHORTEST_VALIDITY);

        assertThat(request.isExpired(last)).isFalse();
        assertThat(request.isExpired(last.plusMillis(1))).isTrue();
    }

    private void assertDecodesTo(String text) {
        String encoded = form.of(new TextMessage(MESSAGE.to(), text, 1, MESSAGE.validity()));
        // UTF-8 has no half of a surrogate pair.
        String writable = new String(text.getBytes(UTF_8), UTF_8);

        assertThat(new QueryStringDecoder(encoded, false).parameters()).containsEntry("Body", List.of(writable));
    }
}
