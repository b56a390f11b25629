package dev.smsverification.connector;

import java.nio.file.Path;
import java.util.List;

import dev.smsverification.reload.Snapshot;

/** The result of reading a connector's JSON. Nothing in it quotes the file, which holds a credential. */
public sealed interface ConnectorReading {

    /**
     * The file is valid.
     *
     * @param warnings fields that have no meaning here, a line each
     */
    record Read(Connector connector, List<String> warnings) implements ConnectorReading {}

    /**
     * The file is missing or invalid.
     *
     * @param problems what is wrong and what would be right, a line each; never empty
     */
    record Unreadable(List<String> problems) implements ConnectorReading {}

    /** Reads one of the files. */
    static ConnectorReading of(Path file, Snapshot files) {
        return files.bytes(file).map(ConnectorJson::parse)
                .orElseGet(() -> new Unreadable(List.of("cannot be read; name a file that the worker may read")));
    }
}
