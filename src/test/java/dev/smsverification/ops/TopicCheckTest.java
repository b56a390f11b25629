package dev.smsverification.ops;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

import dev.smsverification.topic.Settings;
import dev.smsverification.topic.Topics;

class TopicCheckTest {

    private static final Topics TOPICS = Settings.topics();

    private final Map<String, KafkaFuture<TopicDescription>> answers = TOPICS.all().stream()
            .collect(toMap(topic -> topic, topic -> partitions(topic, 2)));

    @Test
    void findsNothingWrongWithAsManyPartitionsOfEachTopicThatIsConsumed() throws Exception {
        answers.put(TOPICS.status(), partitions(TOPICS.status(), 1));
        answers.put(TOPICS.deadLetter(), partitions(TOPICS.deadLetter(), 1));

        assertThat(problems()).isEmpty();
    }

    @Test
    void namesARetryTopicWithAnotherNumberOfPartitionsThanTheRequests() throws Exception {
        answers.put(Settings.RETRIES, partitions(Settings.RETRIES, 3));

        assertThat(problems()).containsExactly(
                "topic retry-5s has 3 partitions, where requests has 2; they have to be as many");
    }

    @Test
    void namesATopicThatItMayNotDescribe() throws Exception {
        answers.put(TOPICS.status(), failure(new TopicAuthorizationException(TOPICS.status())));

        assertThat(problems()).containsExactly("topic status may not be described by this worker");
    }

    @Test
    void failsWhereKafkaDoesNotTell() {
        answers.put(TOPICS.status(), failure(new TimeoutException()));

        assertThatThrownBy(this::problems).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private List<String> problems() throws Exception {
        return new TopicCheck(TOPICS, false).problems(FixedAdmin.answering(new DescribeTopicsResult(null, answers) {
        }));
    }

    private static KafkaFuture<TopicDescription> partitions(String topic, int count) {
        return KafkaFuture.completedFuture(new TopicDescription(topic, false, IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartitionInfo(partition, null, List.of(), List.of())).toList()));
    }

    private static KafkaFuture<TopicDescription> failure(KafkaException failure) {
        KafkaFutureImpl<TopicDescription> answer = new KafkaFutureImpl<>();
        answer.completeExceptionally(failure);
        return answer;
    }
}
