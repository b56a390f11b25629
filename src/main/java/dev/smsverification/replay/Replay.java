package dev.smsverification.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

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
        ReplayReader reader = new ReplayReader(kafka, progress, stop, ReplayReader.PATIENCE);
        Triage triage = new Triage();
        reader.read(topics.deadLetter(), record -> judge(new DeadLetter(record), filter, triage));
        Set<String> replayed = new HashSet<>();
        Set<String> sent = new HashSet<>();
        NewestRequests newest = new NewestRequests(triage.candidates());
        Instant now = clock.instant();
        triage.oldest().ifPresent(oldest -> {
            reader.read(topics.requested(), oldest, record -> {
                HeaderReader.read(record, HeaderNames.REPLAYED_FROM).ifPresent(replayed::add);
                if (decoder.decode(Received.request(record, now)) instanceof Decoded.Valid(SmsRequest request)) {
                    newest.add(request);
                }
            });
            reader.read(topics.status(), oldest, record -> {
                HeaderReader.read(record, HeaderNames.REPLAYED_FROM).ifPresent(replayed::add);
                sent(record).ifPresent(sent::add);
            });
        });
        Instant afterReading = clock.instant();
        triage.leaveOut(Verdict.EXPIRED, it -> it.request().isExpired(afterReading));
        triage.leaveOut(Verdict.REPLAYED_BEFORE,
                it -> replayed.contains(it.letter().id()) || sent.contains(it.request().eventId()));
        triage.leaveOut(Verdict.SUPERSEDED, it -> newest.supersede(it.request()));
        return triage.plan(filter.limit());
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

    private void judge(DeadLetter letter, Filter filter, Triage triage) {
        if (!filter.accepts(letter)) {
            triage.leaveOut(Verdict.NOT_ASKED_FOR);
            return;
        }
        Instant now = clock.instant();
        switch (decoder.decode(letter.received(now))) {
            case Decoded.Malformed _ -> triage.leaveOut(Verdict.MALFORMED);
            case Decoded.Valid(SmsRequest request) when request.isExpired(now) -> triage.leaveOut(Verdict.EXPIRED);
            case Decoded.Valid(SmsRequest request) -> triage.take(new Candidate(letter, request));
        }
    }

    /** The id of an event that was sent. */
    private static Optional<String> sent(ConsumerRecord<byte[], byte[]> status) {
        return HeaderReader.read(status, HeaderNames.STATUS).filter(Status.SENT.name()::equals)
                .flatMap(_ -> HeaderReader.read(status, HeaderNames.EVENT_ID));
    }
}
