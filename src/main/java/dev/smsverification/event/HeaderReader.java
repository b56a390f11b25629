package dev.smsverification.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Reads the headers of records. The last of a name counts, because headers are added at the end. */
public final class HeaderReader {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private HeaderReader() {}

    /** The last header of that name as text. */
    public static Optional<String> read(ConsumerRecord<?, ?> record, String name) {
        return text(record.headers().lastHeader(name));
    }

    /** The headers before the last one of that name, which are those that were there before it was added; all if there is none. */
    static Headers before(Headers headers, String name) {
        List<Header> all = List.of(headers.toArray());
        int added = all.stream().map(Header::key).toList().lastIndexOf(name);
        return new RecordHeaders(added < 0 ? all : all.subList(0, added));
    }

    /**
     * The last header of that name as text, where there has to be one.
     *
     * @throws IllegalArgumentException if there is none
     */
    static String require(ConsumerRecord<?, ?> record, String name) {
        return read(record, name).orElseThrow(() -> new IllegalArgumentException("no header " + name));
    }

    /** Empty for anything but a whole number of at most 18 digits. */
    static Optional<Long> number(String text) {
        return Optional.of(text).filter(NUMBER.asMatchPredicate()).map(Long::valueOf);
    }

    /** @param header null if there is none */
    static Optional<String> text(Header header) {
        return Optional.ofNullable(header).map(Header::value).map(value -> new String(value, UTF_8));
    }
}
