package dev.smsverification.guarantee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.StandInAccount;

/**
 * Codes, full phone numbers, texts and credentials, and what may be one in a record that is no request, are in no status record, in no header that the worker has written and
 * in no line of its output. To be told from other things, codes have to be longer than a few digits here.
 */
public final class NoSecretAnywhere implements Guarantee {

    private static final Pattern WORDS = Pattern.compile("[^0-9A-Za-z]+");
    /** What a code or a number looks like where nothing says which one it is. */
    private static final Pattern SUSPECT = Pattern.compile("(?=[A-Za-z]*[0-9])[0-9A-Za-z]{7,}");
    /** As all templates begin, of whatever usage type: one that has none is sent by another's. */
    private static final Pattern TEXT = Pattern.compile("Your .+ code is");
    private static final List<String> CREDENTIALS = List.of(StandInAccount.AUTH_TOKEN, StandInAccount.API_SECRET,
            StandInAccount.BASIC, StandInAccount.BASIC_OF_KEY);

    @Override
    public Stream<String> violations(Evidence evidence) {
        Secrets secrets = Secrets.of(evidence);
        Stream<String> statuses = evidence.reported().stream()
                .filter(report -> report.evidence().everything().anyMatch(secrets::in))
                .map(report -> "in status record " + report.evidence());
        Stream<String> letters = evidence.deadLetters().stream()
                .filter(letter -> written(letter, "dead-letter-").anyMatch(secrets::in))
                .map(letter -> "in a header of dead letter " + letter);
        Stream<String> retries = evidence.retries().stream()
                .filter(retry -> written(retry, "retry-", "source-").anyMatch(secrets::in))
                .map(retry -> "in a header of retry " + retry);
        Stream<String> output = IntStream.range(0, evidence.output().size())
                .filter(line -> secrets.in(evidence.output().get(line)))
                .mapToObj(line -> "in line %d of the output".formatted(line + 1));
        return Stream.of(statuses, letters, retries, output).flatMap(it -> it);
    }

    private static Stream<String> written(Observed record, String... prefixes) {
        return record.headers().entrySet().stream()
                .filter(header -> Stream.of(prefixes).anyMatch(header.getKey()::startsWith))
                .map(header -> header.getValue());
    }

    /** @param words nothing but letters and digits, so that they can be looked up: there may be a million of them */
    private record Secrets(Set<String> words, Set<Integer> lengths) {

        static Secrets of(Evidence evidence) {
            Set<String> words = evidence.published().stream()
                    .flatMap(request -> request.code().map(Secrets::of).orElseGet(() -> suspects(request)))
                    .collect(toSet());
            return new Secrets(words, words.stream().map(String::length).collect(toSet()));
        }

        private static Stream<String> of(Published.Code code) {
            return Stream.of(code.text(), code.phone().replace("+", ""));
        }

        /** The id is no secret. */
        private static Stream<String> suspects(Published broken) {
            return Stream.of(broken.key(), new String(broken.value(), UTF_8)).flatMap(WORDS::splitAsStream)
                    .filter(word -> SUSPECT.matcher(word).matches() && !broken.eventId().contains(word));
        }

        boolean in(String text) {
            return CREDENTIALS.stream().anyMatch(text::contains) || TEXT.matcher(text).find()
                    || WORDS.splitAsStream(text).anyMatch(this::inWord);
        }

        /** Inside as well: an encoded + before a number, say, is 2B. */
        private boolean inWord(String word) {
            return lengths.stream().anyMatch(length -> IntStream.rangeClosed(0, word.length() - length)
                    .anyMatch(start -> words.contains(word.substring(start, start + length))));
        }
    }
}
