package dev.smsverification.ledger;

import java.time.Instant;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.smsverification.testing.Request;

/** A worker that takes over a partition which another one had before, on a real broker. */
abstract class LedgerScenario {

    @RegisterExtension
    static final UsedTopics TOPICS = new UsedTopics();

    final Instant now = Instant.now();
    final Past past = TOPICS.past(now);
    final TopicPartition requests = past.requests();
    final TopicPartition retries = past.retries();
    final Request request = Request.to("+12025550110", "271828").with("requestedAt", now.toString());
    final Successor worker = new Successor(TOPICS.bootstrapServers(), now);

    final void giveUp(long offset, int attempt, String reason) {
        past.giveUp(request, offset, attempt, reason);
    }
}
