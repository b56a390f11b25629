package dev.smsverification.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class AnsweringTest {

    private static final int MESSAGES = 20_000;

    @Test
    void failsAsOftenAsItShould() {
        Map<Answer, Long> answers = IntStream.range(0, MESSAGES)
                .mapToObj(n -> Answering.faulty(7).to(Traffic.phone(n), Traffic.code(n), 1))
                .collect(groupingBy(answer -> answer, counting()));

        assertThat(share(answers, new Answer.Throttled())).isEqualTo(0.02, within(0.004));
        assertThat(share(answers, new Answer.Unavailable())).isEqualTo(0.02, within(0.004));
        assertThat(share(answers, new Answer.Hang(true))).isEqualTo(0.005, within(0.002));
        assertThat(share(answers, new Answer.Hang(false))).isEqualTo(0.005, within(0.002));
        assertThat(share(answers, new Answer.Reset())).isEqualTo(0.01, within(0.003));
    }

    @Test
    void answersTheSameForTheSameSeed() {
        assertThat(IntStream.range(0, 1_000)).allMatch(n -> Answering.faulty(7).to(Traffic.phone(n), "text", 1)
                .equals(Answering.faulty(7).to(Traffic.phone(n), "text", 1)));
    }

    private static double share(Map<Answer, Long> answers, Answer answer) {
        return (double) answers.getOrDefault(answer, 0L) / MESSAGES;
    }
}
