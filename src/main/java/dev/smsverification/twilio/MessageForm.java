package dev.smsverification.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;

import dev.smsverification.delivery.TextMessage;
import dev.smsverification.twilio.TwilioAccount.From;

/** The form of Twilio's "Create Message", {@code application/x-www-form-urlencoded}. */
final class MessageForm {

    /** Twilio's minimum; a message with less would not arrive in time anyway. */
    static final Duration SHORTEST_VALIDITY = Duration.ofSeconds(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofSeconds(36_000);

    private final String constantFields;

    MessageForm(TwilioAccount account) {
        String sender = switch (account.sender()) {
            case From.MessagingService(String sid) -> field("MessagingServiceSid", sid);
            case From.Number(String number) -> field("From", number);
        };
        this.constantFields = sender + field("RiskCheck", account.riskCheck() ? "enable" : "disable")
                + account.statusCallback().map(url -> field("StatusCallback", url.toString())).orElse("");
    }

    String of(TextMessage message) {
        return "To=" + encoded(message.to().e164()) + constantFields + "&ValidityPeriod=" + seconds(message.validity())
                + "&Body=" + encoded(message.body());
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private static String field(String name, String value) {
        return "&" + name + "=" + encoded(value);
    }

    private static long seconds(Duration validity) {
        return Math.clamp(validity.toSeconds(), SHORTEST_VALIDITY.toSeconds(), LONGEST_VALIDITY.toSeconds());
    }
}
