package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SegmentsTest {

    @ParameterizedTest
    @CsvSource({"a, 0, 1", "a, 1, 1", "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", //
            "€, 80, 1", "€, 81, 2", "€, 152, 2", "€, 153, 3"})
    void countsSeptets(String character, int times, int segments) {
        assertThat(Segments.of(character.repeat(times))).isEqualTo(new Segments(Encoding.GSM_7, segments));
    }

    @ParameterizedTest
    @CsvSource({"Ж, 70, 1", "Ж, 71, 2", "Ж, 134, 2", "Ж, 135, 3", "😀, 35, 1", "😀, 36, 2", "😀, 66, 2", "😀, 67, 3"})
    void countsUtf16Units(String character, int times, int segments) {
        assertThat(Segments.of(character.repeat(times))).isEqualTo(new Segments(Encoding.UCS_2, segments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ç", "`", "\t", "‘", "’", "“", "”", "á", "\u00A0", "\f", "\u001B"})
    void oneCharacterOutsideTheAlphabetForcesUcs2(String character) {
        assertThat(Segments.of("Your code" + character).encoding()).isEqualTo(Encoding.UCS_2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ç", "é", "à", "ß", "Δ", "£", "@", "\n", "\r", "|", "^", "€", "{", "}", "[", "]", "~",
            "\\"})
    void theAlphabetAndItsExtensionStayInGsm7(String character) {
        assertThat(Segments.of("Your code" + character).encoding()).isEqualTo(Encoding.GSM_7);
    }

    @Property
    void partsAreTheText(@ForAll("texts") String text) {
        assertThat(String.join("", Segments.split(text, Encoding.of(text)))).isEqualTo(text);
    }

    @Property
    void noPartIsLongerThanItsSegment(@ForAll("texts") String text) {
        List<String> parts = Segments.split(text, Encoding.of(text));
        Encoding encoding = Encoding.of(text);

        assertThat(parts).allSatisfy(part -> assertThat(part.codePoints().map(encoding::length).sum())
                .isLessThanOrEqualTo(parts.size() == 1 ? encoding.alone() : encoding.joined()));
    }

    @Property
    void noPartCouldTakeTheNextCharacter(@ForAll("texts") String text) {
        List<String> parts = Segments.split(text, Encoding.of(text));
        Encoding encoding = Encoding.of(text);

        for (int n = 1; n < parts.size(); n++) {
            int before = parts.get(n - 1).codePoints().map(encoding::length).sum();
            assertThat(before + encoding.length(parts.get(n).codePointAt(0))).isGreaterThan(encoding.joined());
        }
    }

    @Property
    void noPartSplitsASurrogatePair(@ForAll("texts") String text) {
        assertThat(Segments.split(text, Encoding.of(text))).allSatisfy(part -> {
            assertThat(Character.isHighSurrogate((part + " ").charAt(Math.max(0, part.length() - 1)))).isFalse();
            assertThat(Character.isLowSurrogate((part + " ").charAt(0))).isFalse();
        });
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> gsm7 = Arbitraries.of("a", "é", "\n", "€", "[", "\\").list().ofMaxSize(700)
                .map(list -> String.join("", list));
        Arbitrary<String> any = Arbitraries.of("a", "€", "Ж", "ç", "😀", "👩‍🚀").list().ofMaxSize(400)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(gsm7, any);
    }
}
