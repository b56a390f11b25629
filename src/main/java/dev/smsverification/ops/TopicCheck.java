package dev.smsverification.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

import dev.smsverification.topic.Topics;

/** Asks Kafka whether all topics are as they have to be. */
final class TopicCheck {

    private static final Logger LOG = Logger.getLogger(TopicCheck.class);
    private static final int PARTITIONS_WHERE_NOTHING_EXISTS = 6;
    /** A request may be as large as the broker allows; with the headers of a dead letter it is larger. */
    private static final Map<String, String> LARGER_THAN_ANY_REQUEST = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(8 * 1024 * 1024));

    private final Topics topics;
    private final boolean create;

    /** @param create whether to create topics that are missing */
    TopicCheck(Topics topics, boolean create) {
        this.topics = topics;
        this.create = create;
    }

    /** What is known of a topic. */
    private sealed interface Topic {

        record Present(int partitions) implements Topic {}

        record Missing() implements Topic {}

        record Unusable(String why) implements Topic {}
    }

    /**
     * What is wrong, each in a sentence; empty when nothing is. Blocks.
     *
     * @throws ExecutionException where Kafka does not answer
     */
    List<String> problems(Admin admin) throws InterruptedException, ExecutionException {
        Map<String, Topic> found = describe(admin);
        return problemsIn(create ? createMissing(admin, found) : found);
    }

    private Map<String, Topic> describe(Admin admin) throws InterruptedException, ExecutionException {
        Map<String, Topic> found = new TreeMap<>();
        for (var topic : admin.describeTopics(topics.all()).topicNameValues().entrySet()) {
            found.put(topic.getKey(), described(topic.getValue()));
        }
        return found;
    }

    private static Topic described(KafkaFuture<TopicDescription> answer)
            throws InterruptedException, ExecutionException {
        try {
            return new Topic.Present(answer.get().partitions().size());
        } catch (ExecutionException failure) {
            return switch (failure.getCause()) {
                case UnknownTopicOrPartitionException _ -> new Topic.Missing();
                case TopicAuthorizationException _ -> new Topic.Unusable("may not be described by this worker");
                default -> throw failure;
            };
        }
    }

    /** Does not describe them again: a broker may not know yet of a topic that has just been created. */
    private Map<String, Topic> createMissing(Admin admin, Map<String, Topic> found) throws InterruptedException {
        int partitions = found.get(topics.requested()) instanceof Topic.Present(int count)
                ? count
                : PARTITIONS_WHERE_NOTHING_EXISTS;
        List<NewTopic> missing = found.entrySet().stream().filter(topic -> topic.getValue() instanceof Topic.Missing)
                .map(topic -> new NewTopic(topic.getKey(), Optional.of(partitions), Optional.empty())
                        .configs(LARGER_THAN_ANY_REQUEST))
                .toList();
        Map<String, Topic> after = new TreeMap<>(found);
        for (var topic : admin.createTopics(missing).values().entrySet()) {
            try {
                topic.getValue().get();
                after.put(topic.getKey(), new Topic.Present(partitions));
                LOG.infof("Created the topic %s", topic.getKey());
            } catch (ExecutionException failure) {
                after.put(topic.getKey(), new Topic.Unusable(
                        "is missing and cannot be created: " + failure.getCause().getClass().getSimpleName()));
            }
        }
        return after;
    }

    private List<String> problemsIn(Map<String, Topic> found) {
        List<String> problems = new ArrayList<>();
        found.forEach((name, topic) -> {
            switch (topic) {
                case Topic.Present _ -> {
                }
                case Topic.Missing() -> problems.add("topic " + name + " is missing");
                case Topic.Unusable(String why) -> problems.add("topic " + name + " " + why);
            }
        });
        if (found.get(topics.requested()) instanceof Topic.Present(int requests)) {
            topics.consumed().forEach(name -> {
                if (found.get(name) instanceof Topic.Present(int partitions) && partitions != requests) {
                    problems.add("topic " + name + " has " + partitions + " partitions, where " + topics.requested()
                            + " has " + requests + "; they have to be as many");
                }
            });
        }
        return problems;
    }
}
