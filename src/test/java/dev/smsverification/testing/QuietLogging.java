package dev.smsverification.testing;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps a broker and clients in this process from talking about their every step. */
public final class QuietLogging {

    /** Loggers are held, or their levels would be forgotten with them. */
    private static final Map<Logger, Level> LEVELS = Map.of( //
            Logger.getLogger("kafka"), Level.WARNING, //
            Logger.getLogger("org.apache.kafka"), Level.WARNING, //
            // A new controller warns that its log is empty; a broker, that another one stops or has metrics of its name.
            Logger.getLogger("org.apache.kafka.controller.QuorumController"), Level.SEVERE, //
            Logger.getLogger("org.apache.kafka.clients.NetworkClient"), Level.SEVERE, //
            Logger.getLogger("kafka.server.ReplicaFetcherThread"), Level.SEVERE, //
            Logger.getLogger("com.yammer.metrics"), Level.OFF, //
            Logger.getLogger("state.change.logger"), Level.WARNING);

    private QuietLogging() {}

    public static void apply() {
        LEVELS.forEach(Logger::setLevel);
    }
}
