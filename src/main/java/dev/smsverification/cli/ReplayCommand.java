package dev.smsverification.cli;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.common.KafkaException;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.event.Decoder;
import dev.smsverification.log.Muted;
import dev.smsverification.replay.Filter;
import dev.smsverification.replay.Replay;
import dev.smsverification.replay.ReplayException;
import dev.smsverification.replay.ReplayTopics;
import dev.smsverification.topic.TopicsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes dead letters to the requests once more. */
@Command(name = "replay", description = "Publish dead letters to the topic of the requests once more: those whose code is still"
        + " good, each once, however often this is interrupted and started again.")
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private FilterOptions filter;

    @Option(names = "--dry-run", description = "Print a table of what would be published, and publish nothing.")
    private boolean dryRun;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        // What Kafka's clients log comes as an exception too.
        try (Muted _ = Muted.of("org.apache.kafka")) {
            return replay();
        }
    }

    private int replay() {
        Preflight preflight = new Preflight();
        if (!preflight.found().isEmpty()) {
            return output.problems(ExitCode.WRONG_USE, preflight.found());
        }
        Map<String, Object> kafka = preflight.kafka();
        // The summary is printed before this is closed: the process may exit as soon as it is.
        try (Interruption interruption = new Interruption()) {
            return replay(preflight, kafka, interruption);
        }
    }

    private int replay(Preflight preflight, Map<String, Object> kafka, Interruption interruption) {
        try {
            ReplaySummary summary = summary(preflight, kafka, interruption);
            return output.answer(ExitCode.DONE, summary.fields(), summary.lines());
        } catch (ReplayException failure) {
            return output.problems(ExitCode.FAILED, List.of(failure.getMessage()));
        } catch (KafkaException failure) {
            return output.problems(ExitCode.FAILED, List.of("Kafka at " + kafka.get("bootstrap.servers")
                    + " refuses or does not answer: " + failure.getClass().getSimpleName()));
        }
    }

    private ReplaySummary summary(Preflight preflight, Map<String, Object> kafka, Interruption interruption) {
        InstantSource clock = InstantSource.system();
        Filter which = filter.at(clock.instant());
        try (ProgressBar progress = new ProgressBar()) {
            Replay replay = new Replay(kafka, topics(preflight.get(TopicsConfig.class)),
                    new Decoder(preflight.get(DeliveryConfig.class).codeTtl()), progress, clock);
            return dryRun
                    ? ReplaySummary.of(replay.plan(which, interruption::asked))
                    : ReplaySummary.of(replay.run(which, interruption::asked));
        }
    }

    private static ReplayTopics topics(TopicsConfig config) {
        return new ReplayTopics(config.topics().deadLetter(), config.topics().requested(),
                config.topics().status(), config.groupId() + "-replay");
    }
}
