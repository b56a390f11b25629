package dev.smsverification.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

/** What the dashboard and the rules ask for, the packaged worker shows, and with the labels that the README tells. */
class MetricsInUseIT {

    /** The name of a metric and its labels, each of which may have its values behind it. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sms_\\w+)` \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

    @Test
    void areThere() throws IOException {
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
            assertThat(labels(Scrape.of(worker.uri("/q/metrics")))).containsAllEntriesOf(labelsInTheReadme());
            Aftermath.verify(broker.bootstrapServers(), Topics.USUAL, twilio, List.of(worker.log()));
        }
    }

    /** Of each metric; of a histogram, those of its sum. */
    private static Map<String, Set<String>> labels(Scrape scrape) {
        Map<String, Set<String>> labels = new TreeMap<>();
        scrape.all().forEach(series -> labels.computeIfAbsent(series.name().replaceFirst("_sum$", ""),
                _ -> new TreeSet<>()).addAll(series.labels().keySet()));
        return labels;
    }

    private static Map<String, Set<String>> labelsInTheReadme() throws IOException {
        return ROW.matcher(Files.readString(Path.of("README.md"), UTF_8)).results()
                .collect(toMap(row -> row.group(1), row -> LABEL.matcher(row.group(2).replaceAll("\\(.*?\\)", ""))
                        .results().map(label -> label.group(1)).collect(toSet())));
    }
}
