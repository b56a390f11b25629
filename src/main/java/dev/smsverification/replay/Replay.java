package dev.smsverification.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.smsverification.event.DeadLetter;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.HeaderReader;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;

/**
 * Publishes dead letters to the requests once more: each at most once, however often a replay is interrupted, killed or run twice at the same time.
 * <p>
 * The memory of what has been replayed is the requests topic itself. Every record published here says in {@link HeaderNames#REPLAYED_FROM} which dead
 * letter it is. A replay looks these up before it begins, from the timestamp of the oldest dead letter that it would publish: a copy has the timestamp
 * of its original or, where the broker stamps it, a later one, so none can lie before. That is a matter of minutes, because older codes have expired. Where codes live longer than the requests are
 * kept, the status topic tells what was sent, and which dead letter it was.
 * <p>
 * Committed offsets could not remember it: they say "all up to here", and a dead letter that a filter leaves out today has to stay replayable
 * tomorrow. What has been sent but not answered when a replay dies would escape a look at the topic, and so would a second replay at work. Therefore the
 * producer is transactional: before the look, {@link ReplayProducer#begin} aborts what an earlier replay has left unfinished and shuts it out.
 */
public final class Replay {

    private final ReplayTopics topics;
    private final Decoder decoder;
    private final Map<String, Object> kafka;
    private final Progress progress;
    private final InstantSource clock;

    /** @param kafka the settings of the clients */
    public Replay(Map<String, Object> kafka, ReplayTopics topics, Decoder decoder, Progress progress,
            InstantSource clock) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.decoder = decoder;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Says what a replay would do now, and does nothing.
     *
     * @param stop asked again and again
     * @throws ReplayException where a topic is missing or cannot be read, and where the caller wants it to stop
     * @throws org.apache.kafka.common.KafkaException where Kafka refuses or does not answer
     */
    public Plan plan(Filter filter, BooleanSupplier stop) {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        List<Candidate> candidates = new ArrayList<>();
        ReplayReader reader = new ReplayReader(kafka, progress, stop, ReplayReader.PATIENCE);
        reader.read(topics.deadLetter(), record -> judge(new DeadLetter(record), filter,
                verdict -> counts.merge(verdict, 1L, Long::sum), candidates::add));
        Instant now = clock.instant();
        Set<String> replayed = new HashSet<>();
        NewestRequests newest = new NewestRequests(candidates);
        readSince(reader, candidates, topics.requested(), record -> {
            HeaderReader.read(record, HeaderNames.REPLAYED_FROM).ifPresent(replayed::add);
            if (decoder.decode(Received.request(record, now)) instanceof Decoded.Valid(SmsRequest request)) {
                newest.add(request);
            }
        });
        Set<String> sent = new HashSet<>();
        readSince(reader, candidates, topics.status(), record -> {
            HeaderReader.read(record, HeaderNames.REPLAYED_FROM).ifPresent(replayed::add);
            sent(record).ifPresent(sent::add);
        });
        Instant afterReading = clock.instant();
        remove(candidates, it -> it.request().isExpired(afterReading), Verdict.EXPIRED, counts);
        remove(candidates, it -> replayed.contains(it.letter().id()) || sent.contains(it.request().eventId()),
                Verdict.REPLAYED_BEFORE, counts);
        remove(candidates, it -> newest.supersede(it.request()), Verdict.SUPERSEDED, counts);
        List<Candidate> chosen = candidates.stream().limit(filter.limit()).toList();
        counts.put(Verdict.REPLAY, (long) chosen.size());
        counts.put(Verdict.OVER_LIMIT, (long) candidates.size() - chosen.size());
        return new Plan(chosen, counts);
    }

    /**
     * Publishes until all is done, or the caller wants it to stop.
     *
     * @param stop asked between one step and the next, a few milliseconds apart
     * @return what was planned and how much of it was done
     * @throws ReplayException as {@link #plan}, and where another replay has begun meanwhile; what was published until then stays so
     */
    public Report run(Filter filter, BooleanSupplier stop) {
        try (ReplayProducer producer = ReplayProducer.begin(kafka, topics)) {
            Plan plan = plan(filter, stop);
            return new Report(plan, producer.publish(plan.candidates(), progress, stop, clock));
        }
    }

    private void judge(DeadLetter letter, Filter filter, Consumer<Verdict> refuse, Consumer<Candidate> accept) {
        if (!filter.accepts(letter)) {
            refuse.accept(Verdict.FILTERED);
            return;
        }
        Instant now = clock.instant();
        switch (decoder.decode(letter.received(now))) {
            case Decoded.Malformed _ -> refuse.accept(Verdict.MALFORMED);
            case Decoded.Valid(SmsRequest request) -> {
                if (request.isExpired(now)) {
                    refuse.accept(Verdict.EXPIRED);
                } else {
                    accept.accept(new Candidate(letter, request));
                }
            }
        }
    }

    private static void remove(List<Candidate> candidates, Predicate<Candidate> which, Verdict verdict,
            Map<Verdict, Long> counts) {
        int before = candidates.size();
        candidates.removeIf(which);
        counts.merge(verdict, (long) before - candidates.size(), Long::sum);
    }

    /** From the time on when the oldest of these was published. */
    private static void readSince(ReplayReader reader, List<Candidate> candidates, String topic,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        candidates.stream().map(candidate -> candidate.letter().timestamp()).min(Comparator.naturalOrder())
                .ifPresent(oldest -> reader.read(topic, oldest, each));
    }

    /** The id of an event that was sent. */
    private static Optional<String> sent(ConsumerRecord<byte[], byte[]> status) {
        return HeaderReader.read(status, HeaderNames.STATUS).filter(Status.SENT.name()::equals)
                .flatMap(_ -> HeaderReader.read(status, HeaderNames.EVENT_ID));
    }
}
