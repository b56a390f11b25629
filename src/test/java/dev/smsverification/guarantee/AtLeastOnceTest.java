package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.Request;

class AtLeastOnceTest {

    private final Plot plot = new Plot();

    @Test
    void holdsWhenEverythingIsSent() {
        plot.sent(plot.publish("a"), 1);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesARecordOfWhichNothingBecame() {
        plot.publish("a");

        assertThat(violations()).singleElement().asString().startsWith("lost: a ");
    }

    @Test
    void seesARetryThatNeverCame() {
        Published request = plot.publish("a");
        plot.refused(request, 1);
        plot.reported(request, "RETRYING", 1, 2);

        assertThat(violations()).singleElement().asString().startsWith("lost: a ");
    }

    @Test
    void seesSentWithoutAMessage() {
        plot.reported(plot.publish("a"), "SENT", 1, 1, "SM1");

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void seesSentWithTheWrongMessage() {
        Published request = plot.publish("a");
        plot.accepted("worker-1", request, 1);
        plot.reported(request, "SENT", 1, 2, "SM-of-another");

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void seesACodeCalledExpiredThatIsGood() {
        plot.reported(plot.publish("a"), "EXPIRED", 1, 1);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void letsACodeExpire() {
        plot.reported(plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").expiresAt(Plot.second(5)))), "EXPIRED", 1, 6);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesADuplicateOfNothing() {
        plot.reported(plot.publish("a"), "DUPLICATE", 1, 1);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void seesADuplicateOfADuplicate() {
        plot.reported(plot.publish("a"), "DUPLICATE", 1, 1);
        plot.reported(plot.publish("a"), "DUPLICATE", 1, 2);

        assertThat(violations()).hasSize(2).allSatisfy(it -> assertThat(it).startsWith("untrue: a "));
    }

    @Test
    void seesACodeReplacedByNothing() {
        plot.reported(plot.publish("a"), "SUPERSEDED", 1, 1);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void seesACodeReplacedByAnOlderOneThatWasRepeated() {
        plot.sent(plot.publish("old"), 1);
        plot.reported(plot.publish("new"), "SUPERSEDED", 1, 2);
        plot.reported(plot.publish("old"), "DUPLICATE", 1, 3);

        assertThat(violations()).singleElement().asString().startsWith("untrue: new ");
    }

    @Test
    void letsANewerCodeReplaceAnOlderOne() {
        plot.reported(plot.publish("old"), "SUPERSEDED", 1, 1);
        plot.sent(plot.publish("new"), 1);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesACodeReplacedBeforeThereIsANewerOne() {
        Published old = plot.publish("old");
        Published newer = plot.publish("new");
        plot.sent(newer, 1);
        plot.reported(old, "SUPERSEDED", 1, -1);

        assertThat(violations()).singleElement().asString().startsWith("untrue: old ");
    }

    @Test
    void letsANewerCodeReplaceAnOlderOneThatIsRepeated() {
        plot.reported(plot.publish("old"), "SUPERSEDED", 1, 1);
        plot.sent(plot.publish("new"), 1);
        plot.reported(plot.publish("old"), "SUPERSEDED", 1, 2);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesACodeCalledSupersededThatTwilioHas() {
        Published old = plot.publish("old");
        plot.acceptedWithoutAnswer("worker-1", old, 1);
        plot.sent(plot.publish("new"), 2);
        plot.reported(old, "SUPERSEDED", 2, 5);

        assertThat(violations()).singleElement().asString().startsWith("untrue: old ");
    }

    @Test
    void seesACodeCalledExpiredThatTwilioHas() {
        Published request = plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").id("a").expiresAt(Plot.second(5))));
        plot.acceptedWithoutAnswer("worker-1", request, 1);
        plot.reported(request, "EXPIRED", 2, 6);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BLOCKED", "DROPPED", ""})
    void seesAStatusThatNoWorkerReports(String status) {
        plot.reported(plot.publish("a"), status, 1, 1);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void seesACodeCalledBlockedThatTwilioHas() {
        Published request = plot.publish("a");
        plot.acceptedWithoutAnswer("worker-1", request, 1);
        plot.reported(request, "BLOCKED", 2, 6);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void letsACodeExpireThatWouldNotOutliveTheWaitForTheNextAttempt() {
        Published request = plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").expiresAt(Plot.second(100))));
        plot.refused(request, 1);
        plot.reported(request, "EXPIRED", 1, 2);

        assertThat(violations()).isEmpty();
    }

    @Test
    void letsACodeExpireThatWouldNotOutliveTheWaitThatTwilioAsksFor() {
        Published request = plot.publish("a");
        plot.refused(request, Duration.ofHours(1), 1);
        plot.reported(request, "EXPIRED", 1, 2);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesACodeCalledExpiredThatWasRefusedAndIsGoodForLong() {
        Published request = plot.publish("a");
        plot.refused(request, 1);
        plot.reported(request, "EXPIRED", 1, 2);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throttled", "provider_unreachable", "provider_error", "provider_timeout",
            "connection_lost", "attempts_exhausted"})
    void seesWhatPassesGivenUpAtOnce(String reason) {
        Published request = plot.publish("a");
        plot.refused(request, 1);
        plot.reported(request, "FAILED", reason, 1, 2);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void letsWhatPassesFailWhereTheCodeExpiresBeforeTheNextAttempt() {
        Published request = plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").expiresAt(Plot.second(100))));
        plot.acceptedWithoutAnswer("worker-1", request, 1);
        plot.reported(request, "FAILED", "provider_timeout", 1, 5);

        assertThat(violations()).isEmpty();
    }

    @Test
    void letsFailWhatWasTriedAgain() {
        Published request = plot.publish("a");
        plot.refused(request, 1);
        plot.refused(request, 2);
        plot.reported(request, "FAILED", "attempts_exhausted", 2, 3);

        assertThat(violations()).isEmpty();
    }

    @Test
    void letsNothingBeSentForARepeatedCode() {
        plot.sent(plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").id("a").expiresAt(Plot.second(5)))), 1);
        plot.reported(plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").id("a").expiresAt(Plot.second(5)))),
                "EXPIRED", 1, 6);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesAFailureOfWhatWasAccepted() {
        Published request = plot.publish("a");
        plot.accepted("worker-1", request, 1);
        plot.reported(request, "FAILED", 1, 2);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void letsFailWhatNobodyKnowsToBeAccepted() {
        Published request = plot.publish("a");
        plot.acceptedWithoutAnswer("worker-1", request, 1);
        plot.reported(request, "FAILED", 1, 5);

        assertThat(violations()).isEmpty();
    }

    @Test
    void letsFailWhatWasAnsweredTooLateToBeRead() {
        Published request = plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").id("a").expiresAt(Plot.second(15))));
        plot.accepted("worker-1", request, 1);
        plot.reported(request, "RETRYING", "provider_timeout", 1, 4);
        plot.reported(request, "FAILED", "provider_timeout", 2, 12);

        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest(name = "{0} after {1} s")
    @CsvSource({"provider_timeout,2", "provider_error,4"})
    void seesAFailureOfWhatWasAcceptedAndTriedAgain(String reason, double second) {
        Published request = plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").id("a").expiresAt(Plot.second(15))));
        plot.accepted("worker-1", request, 1);
        plot.reported(request, "RETRYING", reason, 1, second);
        plot.reported(request, "FAILED", "provider_timeout", 2, 12);

        assertThat(violations()).singleElement().asString().startsWith("untrue: a ");
    }

    @Test
    void letsBeSentLaterWhatHasFailed() {
        plot.reported(plot.publish("a"), "FAILED", 1, 1);
        plot.sent(plot.publish("a"), 2);

        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return new AtLeastOnce().violations(plot.evidence()).toList();
    }
}
