package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.Optional;

import org.jboss.logmanager.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import dev.smsverification.testing.Certificates;
import dev.smsverification.testing.HeardLog;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.Vertx;

class TwilioTlsTest {

    private static final Outcome NOT_SENT = new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE);

    @TempDir
    private static Path directory;

    private static Vertx vertx;
    private static Certificates certificates;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        certificates = Certificates.make(directory, "ip:127.0.0.1");
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sendsWhereTheAuthorityOfTheConfigurationVouches() {
        assertThat(send(certificates, Optional.of(certificates.caCertificate())))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void sendsNothingWhereTheCertificateIsWrongAndSaysWhatIs(@TempDir Path anotherDirectory) {
        Certificates forAnother = Certificates.make(anotherDirectory, "dns:api.twilio.com");
        try (HeardLog log = HeardLog.of(OccasionalLog.class)) {
            assertThat(send(certificates, Optional.empty())).isEqualTo(NOT_SENT);
            assertThat(send(forAnother, Optional.of(forAnother.caCertificate()))).isEqualTo(NOT_SENT);

            assertThat(log.lines()).allSatisfy(line -> assertThat(line.getLevel()).isEqualTo(Level.WARN));
            assertThat(log.messages()).satisfiesExactly(
                    untrusted -> assertThat(untrusted).startsWith("No connection to Twilio: SSLHandshakeException: ")
                            .contains("unable to find valid certification path"),
                    another -> assertThat(another).startsWith("No connection to Twilio: SSLHandshakeException: ")
                            .contains("127.0.0.1"));
        }
    }

    /** As Windows exports it: Java would read it, and Vert.x at each connection not. */
    @Test
    void takesCertificatesInPemOnly() throws Exception {
        Path pem = certificates.caCertificate();
        Path der = Files.write(directory.resolve("ca.cer"), CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem))).getEncoded());

        assertThat(TwilioProblems.holdsCertificates(pem)).isTrue();
        assertThat(TwilioProblems.holdsCertificates(der)).isFalse();
    }

    private static Outcome send(Certificates certificates, Optional<Path> caCertificates) {
        try (TwilioStandIn twilio = TwilioStandIn.startWithTls(certificates)) {
            TwilioClient client = TwilioFixtures.client(vertx, TwilioFixtures.account(twilio.baseUrl()),
                    caCertificates);
            Outcome outcome = client.send(MESSAGE).await().indefinitely();
            client.close();
            assertThat(twilio.posts()).isEqualTo(outcome.equals(NOT_SENT) ? 0 : 1);
            return outcome;
        }
    }
}
