package dev.smsverification.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

class MutedTest {

    private static final Logger LOG = Logger.getLogger(MutedTest.class.getName());

    @Test
    void mutesALoggerAndSetsItBack() {
        LOG.setLevel(Level.FINE);

        try (Muted _ = Muted.of(LOG.getName())) {
            assertThat(LOG.isLoggable(Level.SEVERE)).isFalse();
        }

        assertThat(LOG.getLevel()).isEqualTo(Level.FINE);
    }
}
