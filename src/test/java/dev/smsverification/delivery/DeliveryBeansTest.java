package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Guards;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.guard.Refusal;
import dev.smsverification.testing.Mappings;

/** What the configuration brings about on the path of a record. */
class DeliveryBeansTest {

    private static final DeliveryConfig SHORT_LIVED = Mappings.of(DeliveryConfig.class, Map.of("sms.code-ttl", "1m"));

    private final ManualLoop loop = new ManualLoop();
    private final DeliveryBeans beans = new DeliveryBeans();

    @Test
    void limitsTheRate() {
        DeliveryConfig config = Mappings.of(DeliveryConfig.class, Map.of("sms.rate-limit.per-second", "1"));
        Slots slots = beans.slots(config, loop);

        Instant start = Instant.now();
        long acquired = IntStream.range(0, 1_000).filter(_ -> slots.tryAcquire()).count();
        long seconds = Duration.between(start, Instant.now()).toSeconds();

        assertThat(acquired).isBetween(1L, seconds + 2);
    }

    @Test
    void waitsLessThanASecondBeforeItRepeats() {
        var moment = DeliveryBeans.randomDelay(loop).subscribeAsCompletionStage();

        loop.pass(Duration.ofMillis(900));

        assertThat(moment).isCompleted();
    }

    @Test
    void limitsTheLifeOfACode() {
        Decoded decoded = beans.decoder(SHORT_LIVED).decode(Consumed.signIn());

        assertThat(((Decoded.Valid) decoded).request().expiresAt()).isEqualTo(Consumed.PUBLISHED.plusSeconds(60));
    }

    @Test
    void remembersAnIdForTheLifeOfACode() {
        History history = beans.history(SHORT_LIVED);
        Received request = Consumed.signIn();

        history.ended("e-1", request.source(), 1, Status.SENT, Consumed.ARRIVED);

        assertThat(history.handled(request, "e-1", Consumed.ARRIVED.plusMillis(59_999))).isTrue();
        assertThat(history.handled(request, "e-1", Consumed.ARRIVED.plusSeconds(60))).isFalse();
    }

    /** Two generations of them are kept, each for the life of a code. */
    @Test
    void remembersTheNewestCodeForTheLifeOfACode() {
        NewestCodes newest = beans.newestCodes(SHORT_LIVED);
        Guards guards = new Guards(beans.history(SHORT_LIVED), newest);
        Instant end = Consumed.ARRIVED.plusSeconds(60);
        Received older = Consumed.signIn("e-1", "+12025550111", end);
        SmsRequest olderRequest = Consumed.decoded(older);
        Received second = Consumed.signIn("e-2", "+12025550112", end);
        Received third = Consumed.signIn("e-3", "+12025550113", end);

        newest.add(olderRequest, Consumed.moved(older, Consumed.OFFSET + 1).source(), Consumed.ARRIVED);
        newest.add(Consumed.decoded(second), second.source(), Consumed.ARRIVED.plusSeconds(61));
        Optional<Refusal> meanwhile = guards.check(olderRequest, older, Consumed.ARRIVED);
        newest.add(Consumed.decoded(third), third.source(), Consumed.ARRIVED.plusSeconds(122));

        assertThat(meanwhile).map(Refusal::status).contains(Status.SUPERSEDED);
        assertThat(guards.check(olderRequest, older, Consumed.ARRIVED)).isEmpty();
    }
}
