package dev.smsverification.connector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;

/**
 * The settings of a Logto Twilio SMS connector (version 1.4.4), by its own names. Prints without credentials.
 *
 * @param accountSid {@code accountSID}
 * @param authToken {@code authToken}; secret
 * @param fromMessagingServiceSid {@code fromMessagingServiceSID}
 * @param templates {@code templates}, in order
 * @param disableRiskCheck {@code disableRiskCheck}; absent is false
 * @param warnings fields that have no meaning here, a line each
 */
public record Connector(Optional<String> accountSid, Optional<String> authToken,
        Optional<String> fromMessagingServiceSid,
        List<Template> templates, boolean disableRiskCheck, List<String> warnings) {

    /** One of the {@code templates}. */
    public record Template(String usageType, String content) {}

    /** Reads one of the files. No problem quotes it, as it holds a credential. */
    static Checked<Connector> read(Path file, Snapshot files) {
        return files.bytes(file).map(ConnectorJson::parse)
                .orElseGet(() -> Checked.bad(List.of("cannot be read; name a file that the worker may read")));
    }

    @Override
    public String toString() {
        return "Connector[templates=" + templates.size() + ", disableRiskCheck=" + disableRiskCheck + "]";
    }
}
