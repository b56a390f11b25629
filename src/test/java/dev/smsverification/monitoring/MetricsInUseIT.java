package dev.smsverification.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.smsverification.guarantee.Aftermath;
import dev.smsverification.guarantee.Topics;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.Scrape;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/** What the dashboard and the rules ask for, the packaged worker shows. */
class MetricsInUseIT {

    @Test
    void areThere() {
        try (Broker broker = Broker.start();
                TwilioStandIn twilio = TwilioStandIn.start();
                WorkerProcess worker = WorkerProcess
                        .start(WorkerSettings.minimal(broker.bootstrapServers(), twilio.baseUrl())).awaitReady();
                Publisher publisher = new Publisher(broker.bootstrapServers());
                Observer statuses = Observer.of(broker.bootstrapServers(), "sms.verification.status")) {
            publisher.publish(Request.to("+12025550160", "Zq000001"));
            publisher.publish(Request.to(StandInNumbers.UNSUBSCRIBED, "Zq000002"));
            statuses.await(2, _ -> true);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Set<String> shown = Scrape.of(worker.uri("/q/metrics")).names();
                assertThat(Stream.concat(Dashboard.queries().stream(), Rules.expressions().stream()))
                        .allSatisfy(query -> assertThat(shown).as(query).containsAll(Rules.metrics(query)));
            });
            Aftermath.verify(broker.bootstrapServers(), Topics.USUAL, twilio, List.of(worker.log()));
        }
    }
}
