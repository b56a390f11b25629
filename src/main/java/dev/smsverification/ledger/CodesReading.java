package dev.smsverification.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.ObjectCursor;

import dev.smsverification.event.Decoded;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.topic.TopicReader;

/** The last part of a {@link LedgerReading}: which codes another worker may have sent. Blocks. For one thread. */
final class CodesReading {

    private final LedgerReading.Scope scope;
    private final BatchedTasks tasks;
    private final Instant now;

    CodesReading(LedgerReading.Scope scope, BatchedTasks tasks, Instant now) {
        this.scope = scope;
        this.tasks = tasks;
        this.now = now;
    }

    /**
     * Reads the requests of the partitions.
     *
     * @param to may hold further partitions
     * @return how many requests were read
     */
    int read(TopicReader reader, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        // A second copy of an event is no newer code.
        LongObjectHashMap<NewestCodes.Code> codes = new LongObjectHashMap<>();
        int read = reader.read(latest(from, to), to, record -> {
            Received received = Received.request(record, now);
            if (scope.decoder().decode(received) instanceof Decoded.Valid(SmsRequest request)) {
                NewestCodes.Code code = NewestCodes.Code.of(request, received.source());
                codes.put(code.event(), code.older(codes.getOrDefault(code.event(), code)));
            }
        });
        for (ObjectCursor<NewestCodes.Code> each : codes.values()) {
            NewestCodes.Code code = each.value;
            tasks.add(() -> {
                if (!scope.history().isRepetition(code, now)) {
                    scope.newest().add(code, now);
                }
            });
        }
        return read;
    }

    /** No more than are remembered: the same share of each partition, which is about the same period of time. */
    private Map<TopicPartition, Long> latest(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        double all = from.entrySet().stream().mapToLong(it -> Math.max(0, to.get(it.getKey()) - it.getValue())).sum();
        double part = scope.maxCodes() / Math.max(scope.maxCodes(), all);
        Map<TopicPartition, Long> latest = new HashMap<>(from);
        latest.replaceAll((it, offset) -> Math.max(offset, to.get(it) - (long) (part * (to.get(it) - offset))));
        return latest;
    }
}
