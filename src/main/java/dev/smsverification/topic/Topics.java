package dev.smsverification.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

/** The topics by their role. */
@Singleton
public class Topics {

    private final TopicsConfig config;
    private final NavigableMap<Duration, String> retries = new TreeMap<>();

    Topics(TopicsConfig config) {
        this.config = config;
        config.retry().delays()
                .forEach(delay -> retries.put(delay, config.topics().retryPrefix() + "-" + inWords(delay)));
    }

    /** A line for each role that has the topic of another: the worker would take its own records for events. And for delays that share one. */
    public static List<String> problemsIn(TopicsConfig config) {
        Topics topics = new Topics(config);
        if (topics.retries.size() < config.retry().delays().size()) {
            return List.of("sms.retry.delays: the same delay is there twice; each needs a topic of its own");
        }
        List<Map.Entry<String, String>> roles = new ArrayList<>(List.of(Map.entry(topics.requested(), "requested"),
                Map.entry(topics.status(), "status"), Map.entry(topics.deadLetter(), "dead-letter")));
        topics.retries.values().forEach(retry -> roles.add(Map.entry(retry, "retry-prefix")));
        Map<String, String> first = new HashMap<>();
        return roles.stream().filter(role -> first.putIfAbsent(role.getKey(), role.getValue()) != null)
                .map(role -> "sms.topics." + role.getValue() + ": " + role.getKey() + " is the topic of sms.topics."
                        + first.get(role.getKey()) + " too; each needs one of its own")
                .toList();
    }

    public String requested() {
        return config.topics().requested();
    }

    public String status() {
        return config.topics().status();
    }

    public String deadLetter() {
        return config.topics().deadLetter();
    }

    /** The retry topic for a wait: the one of the next longer delay, so that nothing in it stands in front of a shorter wait. */
    public String retry(Duration wait) {
        return Optional.ofNullable(retries.ceilingEntry(wait)).orElseGet(retries::lastEntry).getValue();
    }

    /** The topics that are consumed: the requests and every retry topic. */
    public List<String> consumed() {
        return Stream.concat(Stream.of(requested()), retries.values().stream()).toList();
    }

    /** Every topic that has to be there. */
    public List<String> all() {
        return Stream.concat(consumed().stream(), Stream.of(status(), deadLetter())).toList();
    }

    private static String inWords(Duration delay) {
        return delay.toMillisPart() == 0 ? delay.toSeconds() + "s" : delay.toMillis() + "ms";
    }
}
