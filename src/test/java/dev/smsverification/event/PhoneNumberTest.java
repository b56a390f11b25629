package dev.smsverification.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhoneNumberTest {

    @Test
    void showsOnlyCountryCodeAndLastTwoDigits() {
        assertThat(new PhoneNumber("+12025550110", 1, "US").masked()).isEqualTo("+1********10");
    }

    @Test
    void printsMasked() {
        assertThat(new PhoneNumber("+4512345678", 45, "DK")).hasToString("+45******78");
    }
}
