package dev.smsverification.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.event.Source;
import dev.smsverification.event.Status;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Invariant 5: an account problem is nobody's failure. */
@QuarkusTest
@TestProfile(Impatient.class)
@WithTestResource(Surroundings.class)
class AccountProblemTest extends PathScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource(management = true)
    URI worker;

    @BeforeEach
    void begin() {
        await().atMost(PATIENCE).until(() -> Health.ready(worker).isUp());
    }

    @AfterEach
    void recover() {
        twilio.reset();
        await().atMost(PATIENCE).until(() -> Health.ready(worker).isUp());
    }

    @Test
    void whatArrivesMeanwhileIsSentWhenTheAccountCanSendAgain() {
        twilio.knowsCredentials(false);
        Request request = Request.to("+12025550130", "Zq112358");

        Source source = wire.publish(0, null, request.bytes(), Map.of());

        await().atMost(PATIENCE).until(() -> Health.ready(worker).isDown());
        assertThat(Health.ready(worker).body()).contains("20003");
        assertThat(Health.live(worker).isUp()).isTrue();
        twilio.knowsCredentials(true);
        wire.status(request.id(), Status.SENT);
        assertThat(wire.statuses(request.id())).isEqualTo(1);
        assertThat(wire.isDead(source)).isFalse();
        await().atMost(PATIENCE).until(() -> Health.ready(worker).isUp());
    }

    @Test
    void whatExpiresMeanwhileIsReportedWithoutWaitingForTheAccount() {
        twilio.suspended(true);
        wire.publish(1, null, Request.to("+12025550131", "Zq132134").bytes(), Map.of());
        await().atMost(PATIENCE).until(() -> Health.ready(worker).isDown());
        Request shortLived = Request.to("+12025550132", "Zq213455").expiresAt(Instant.now().plusSeconds(2));

        wire.publish(1, null, shortLived.bytes(), Map.of());

        wire.status(shortLived.id(), Status.EXPIRED);
        assertThat(Health.ready(worker).body()).contains("20005");
        assertThat(twilio.messages()).isEmpty();
    }
}
