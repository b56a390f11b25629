package dev.smsverification.connector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;

/** The file that {@code sms.connector-config} names, and the result of reading it. */
public record ConnectorFile(Path path, Checked<Connector> content) {

    /** The file, if one is configured. */
    public static Optional<ConnectorFile> of(ConnectorConfig config, Snapshot files) {
        return config.connectorConfig().map(path -> new ConnectorFile(path, Connector.read(path, files)));
    }

    /** How messages about the file begin. */
    public String key() {
        return "sms.connector-config " + Snapshot.shown(path);
    }

    /** Its settings, if it is valid. */
    public Optional<Connector> connector() {
        return content.value();
    }

    /** What is wrong with it, a line each; empty if it is valid. */
    public List<String> problems() {
        return content.problems().stream().map(problem -> key() + ": " + problem).toList();
    }
}
