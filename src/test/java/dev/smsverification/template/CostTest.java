package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {

    private static final String LONG = "a".repeat(100);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                                                                  Code              | GSM-7: 1 segment
                                                                  Reçu              | "ç" forces UCS-2: 1 segment
                                                                  Жж                | "Ж", "ж" force UCS-2: 1 segment
                                                                  😀😀              | "😀" forces UCS-2: 1 segment
                                                                  абвгдежзиклмн     | "а", "б", "в", "г", "д", "е", "ж", "з", "и", "к", … force UCS-2: 1 segment
                                                                  """)
    void namesWhatForcesUcs2(String text, String description) {
        assertThat(Cost.of(text).description()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                                                                  ç      | "ç" forces UCS-2: 2 segments; with "c": 1
                                                                  `      | "`" forces UCS-2: 2 segments; with "'": 1
                                                                  ’      | "’" forces UCS-2: 2 segments; with "'": 1
                                                                  –      | "–" forces UCS-2: 2 segments; with "-": 1
                                                                  …      | "…" forces UCS-2: 2 segments; with "...": 1
                                                                  œ      | "œ" forces UCS-2: 2 segments; with "oe": 1
                                                                  ﬁ      | "ﬁ" forces UCS-2: 2 segments; with "fi": 1
                                                                  çЖ     | "ç", "Ж" force UCS-2: 2 segments
                                                                  """)
    void saysWhatReplacingWouldSave(String characters, String description) {
        assertThat(Cost.of(LONG + characters).description()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({"0009, ' '", "00A0, ' '", "202F, ' '"})
    void namesByNumberWhatCannotBeSeen(String number, String replacement) {
        String character = Character.toString(Integer.parseInt(number, 16));

        assertThat(Cost.of(LONG + character).description())
                .isEqualTo("U+" + number + " forces UCS-2: 2 segments; with \"" + replacement + "\": 1");
    }

    @Test
    void namesEachReplacementOnce() {
        assertThat(Cost.of(LONG + "“x”").description())
                .isEqualTo("\"“\", \"”\" force UCS-2: 2 segments; with \"\"\": 1");
    }

    @Test
    void wouldDropWhatHasNoWidth() {
        assertThat(Cost.of(LONG + "\u200B").description())
                .isEqualTo("U+200B forces UCS-2: 2 segments; with nothing: 1");
    }
}
