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

    /** One line for each topic that has two roles, or that two delays share: the worker would take its own records for events. */
    public static List<String> problemsIn(TopicsConfig config) {
        Topics topics = new Topics(config);
        if (topics.retries.size() < config.retry().delays().size()) {
            return List.of("sms.retry.delays ("
                    + String.join(",", config.retry().delays().stream().map(Topics::inWords).toList())
                    + "): the same delay is there twice; each needs a topic of its own");
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

    /** The topic that requests are published to. */
    public String requested() {
        return config.topics().requested();
    }

    /** The topic of the results. */
    public String status() {
        return config.topics().status();
    }

    /** The topic of what was given up. */
    public String deadLetter() {
        return config.topics().deadLetter();
    }

    /** The retry topic for a wait: that of the next longer delay, or the longest, so that no retry in it blocks one with a shorter wait. */
    public String retry(Duration wait) {
        return Optional.ofNullable(retries.ceilingEntry(wait)).orElseGet(retries::lastEntry).getValue();
    }

    /** The topics that are consumed: requests and retries. */
    public List<String> consumed() {
        return Stream.concat(Stream.of(requested()), retries.values().stream()).toList();
    }

    /** All topics that have to exist. */
    public List<String> all() {
        return Stream.concat(consumed().stream(), Stream.of(status(), deadLetter())).toList();
    }

    private static String inWords(Duration delay) {
        return delay.toMillisPart() == 0 ? delay.toSeconds() + "s" : delay.toMillis() + "ms";
    }
}
