package dev.smsverification.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.smsverification.testing.Cluster;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/**
 * The three that play: a broker, the stand-in for Twilio and the packaged worker, on loopback and free ports.
 *
 * @param kafka a broker in this process
 * @param twilio on this machine; what is sent goes no further
 * @param worker a process of its own
 */
record Stage(Cluster kafka, TwilioStandIn twilio, WorkerProcess worker) implements AutoCloseable {

    /** Shorter than the defaults, so that nobody has to wait for the retries. */
    private static final String RETRY_DELAYS = "1s,2s,4s";

    private static final Duration STOP = Duration.ofSeconds(30);

    static Stage start(Path workerLog) {
        return start(workerLog, List.of(WorkerProcess.java()));
    }

    /** @param java the command that runs the worker's jar, with options */
    static Stage start(Path workerLog, List<String> java) {
        Cluster kafka = Cluster.start(1);
        TwilioStandIn twilio = TwilioStandIn.start();
        Map<String, String> settings = WorkerSettings.minimal(kafka.bootstrapServers(), twilio.baseUrl());
        settings.put("sms.retry.delays", RETRY_DELAYS);
        return new Stage(kafka, twilio, WorkerProcess.start(settings, workerLog, java));
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    String description() {
        return """

               Kafka    %s
               Twilio   %s, a stand-in: nothing leaves this machine
                        account %s, token %s, messaging service %s
               Worker   %s, its log: %s
               Setting  sms.retry.delays=%s (default: 5s,30s,120s)
               """.formatted(bootstrapServers(), twilio.baseUrl(), StandInAccount.ACCOUNT_SID,
                StandInAccount.AUTH_TOKEN, StandInAccount.MESSAGING_SERVICE_SID, worker.uri("/q/health"), worker.log(),
                RETRY_DELAYS);
    }

    /** Stops the worker, which may have something to finish, and then what it talks to. */
    @Override
    public void close() {
        try {
            worker.stop(STOP);
        } finally {
            twilio.close();
            kafka.close();
        }
    }
}
