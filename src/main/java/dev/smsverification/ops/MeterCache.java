package dev.smsverification.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The meters of one name, each looked up in the registry only once, as a look-up for each event would cost too much. Safe for concurrent use.
 *
 * @param <K> the label values; of a bounded number
 * @param <M> the kind of meter
 */
final class MeterCache<K, M> {

    private final Map<K, M> meters = new ConcurrentHashMap<>();
    private final Function<K, M> register;

    MeterCache(Function<K, M> register) {
        this.register = register;
    }

    M of(K labels) {
        M meter = meters.get(labels);
        return meter != null ? meter : meters.computeIfAbsent(labels, register);
    }
}
