package dev.smsverification.guarantee;

import java.util.Comparator;
import java.util.Map;

/** Where a record stands. The order is that of the partition. */
public record Place(String topic, int partition, long offset) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::topic)
            .thenComparingInt(Place::partition).thenComparingLong(Place::offset);

    /** The request that a status record or a dead letter is about, by the headers with this prefix. */
    static Place in(Map<String, String> headers, String prefix) {
        return new Place(headers.getOrDefault(prefix + "-topic", ""),
                Integer.parseInt(headers.getOrDefault(prefix + "-partition", "-1")),
                Long.parseLong(headers.getOrDefault(prefix + "-offset", "-1")));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** As the worker names an event that has no id of its own. */
    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
