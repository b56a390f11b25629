package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.guard.Guards;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Java's own encoder is the oracle. */
class MessageFormTest {

    private final MessageForm form = new MessageForm(TwilioFixtures.account("https://api.twilio.com"));

    @ParameterizedTest
    @ValueSource(strings = {"", "493817 is your code", "azAZ09-_.*", "~!'()", "a+b&c=d%e", "\u0000\n\u007F",
            "Ваш код", "😀", "\uD83D", "\uDE00a", "\uD83D😀\uDE00"})
    void encodesEveryCharacter(String text) {
        assertThat(body(text)).isEqualTo(URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    @Property
    void encodesAnyText(@ForAll String text) {
        assertThat(body(text)).isEqualTo(URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    /** Else it would be retried until it has expired. */
    @Test
    void takesWhateverTheGuardsLetThrough() {
        SmsRequest request = Consumed.decoded(Consumed.signIn());
        Instant last = request.expiresAt().minus(MessageForm.SHORTEST_VALIDITY);

        assertThat(Guards.expired(request, last)).isFalse();
        assertThat(Guards.expired(request, last.plusMillis(1))).isTrue();
    }

    private String body(String text) {
        String all = form.of(new TextMessage(MESSAGE.to(), text, 1, MESSAGE.validity()));
        return all.substring(all.indexOf("&Body=") + "&Body=".length());
    }
}
