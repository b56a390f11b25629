package dev.smsverification.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What came of reading a connector's JSON. Nothing in it quotes the file, which holds a credential. */
public sealed interface ConnectorReading {

    /**
     * The file was understood.
     *
     * @param warnings what in it has no meaning here, a line each
     */
    record Read(Connector connector, List<String> warnings) implements ConnectorReading {}

    /**
     * The file was not understood.
     *
     * @param problems what is wrong and what would be right, a line each; never empty
     */
    record Unreadable(List<String> problems) implements ConnectorReading {}

    /** Reads a file. Blocks. */
    static ConnectorReading of(Path file) {
        try {
            return ConnectorJson.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            return new Unreadable(List.of("cannot be read (" + e.getClass().getSimpleName()
                    + "); name a file that the worker may read"));
        }
    }
}
