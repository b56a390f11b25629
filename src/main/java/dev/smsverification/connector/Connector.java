package dev.smsverification.connector;

import java.util.List;
import java.util.Optional;

/**
 * The settings of a Logto Twilio SMS connector (version 1.4.4), by its own names. Prints without credentials.
 *
 * @param accountSid {@code accountSID}
 * @param authToken {@code authToken}; secret
 * @param fromMessagingServiceSid {@code fromMessagingServiceSID}
 * @param templates {@code templates}, in order
 * @param disableRiskCheck {@code disableRiskCheck}; absent is false
 */
public record Connector(Optional<String> accountSid, Optional<String> authToken,
        Optional<String> fromMessagingServiceSid,
        List<Template> templates, boolean disableRiskCheck) {

    /** One of the {@code templates}. */
    public record Template(String usageType, String content) {}

    @Override
    public String toString() {
        return "Connector[templates=" + templates.size() + ", disableRiskCheck=" + disableRiskCheck + "]";
    }
}
