package dev.smsverification.twilio;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.TextMessage;

/**
 * Looks for a message in Twilio's list of messages to its recipient since a day.
 *
 * @param message the message looked for
 * @param since when it was first sent
 */
record SentMessages(TextMessage message, Instant since) {

    private static final int PAGE_SIZE = 50;
    private static final String NEXT_PAGE = "next_page_uri";
    private static final String REDACTED = "XXXX";
    /** For the difference between our clock and Twilio's, whose dates have whole seconds. */
    private static final Duration TOLERANCE = Duration.ofSeconds(6);

    String firstPage(String messages) {
        return messages + "?To=" + MessageForm.encoded(message.to().e164()) + "&DateSent%3E="
                + LocalDate.ofInstant(earliest(), ZoneOffset.UTC) + "&PageSize=" + PAGE_SIZE;
    }

    static boolean isPage(JsonNode json) {
        return json.path("messages").isArray();
    }

    static boolean isLastPage(JsonNode json) {
        return isPage(json) && json.path(NEXT_PAGE).asText("").isEmpty();
    }

    /** Empty where there is none, or where its address is not below the account's messages. */
    static Optional<String> nextPage(String messages, JsonNode page) {
        return Optional.of(page.path(NEXT_PAGE).asText("")).filter(uri -> uri.startsWith(messages + "?"));
    }

    /** The accepted message, if it is on this page; uncertain where a redacted one may be it. */
    Optional<Outcome> on(JsonNode page) {
        return among(page, this::matches).map(Answers::accepted)
                .or(() -> among(page, this::mayMatch).map(_ -> Answers.unreadable()));
    }

    private Optional<MessageJson> among(JsonNode page, Predicate<JsonNode> which) {
        return StreamSupport.stream(page.path("messages").spliterator(), false)
                .filter(found -> which.test(found) && created(found).isPresent())
                .map(MessageJson::of).filter(found -> !found.hasFailed() && found.sid().isPresent()).findFirst();
    }

    private boolean matches(JsonNode found) {
        // For a trial account Twilio puts a sentence before the text.
        return found.path("to").asText().equals(message.to().e164())
                && found.path("body").asText().endsWith(message.body());
    }

    /**
     * Whether it is the one looked for as far as Twilio's Message Redaction lets see, which leaves out the text, the last digits
     * of the number, or both: https://www.twilio.com/docs/messaging/guides/privacy-message-redaction
     */
    private boolean mayMatch(JsonNode found) {
        String number = message.to().e164();
        String redacted = number.substring(0, number.length() - REDACTED.length()) + REDACTED;
        String body = found.path("body").asText("");
        return List.of(number, redacted).contains(found.path("to").asText())
                && (body.isEmpty() || body.endsWith(message.body()));
    }

    private Instant earliest() {
        return since.minus(TOLERANCE);
    }

    private Optional<Instant> created(JsonNode found) {
        try {
            String date = found.path("date_created").asText();
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
                    .filter(created -> !created.isBefore(earliest()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
