package dev.smsverification.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class PortsTest {

    /** From there up, Linux gives a port to whoever connects to another: it may be taken before a server gets to it. */
    private static final int FIRST_FOR_CONNECTIONS = 32_768;

    @Test
    void noneIsGivenTwiceOrToAConnection() {
        assertThat(Stream.generate(Ports::free).limit(1_000)).doesNotHaveDuplicates()
                .allMatch(port -> port < FIRST_FOR_CONNECTIONS);
    }
}
