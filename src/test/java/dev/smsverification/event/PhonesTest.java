package dev.smsverification.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;

class PhonesTest {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    /** In E.164, where the library goes further. */
    private static final int LONGEST = "+".length() + 15;

    @ParameterizedTest
    @MethodSource("examples")
    void agreesWithTheLibraryOnItsExamples(String number) {
        assertThat(Phones.parse(number)).isPresent().isEqualTo(byTheLibrary(number));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void agreesWithTheLibraryOnExamplesThatLackTheirLastDigit(String number) {
        String shorter = number.substring(0, number.length() - 1);

        assertThat(Phones.parse(shorter)).isEqualTo(byTheLibrary(shorter));
    }

    /** Many of them are numbers too, some of another region. */
    @Test
    void agreesWithTheLibraryOnWhatDiffersFromItsExamplesInOneDigit() {
        Random random = new Random(7);

        assertThat(examples().flatMap(number -> near(number, random)))
                .filteredOn(number -> !Phones.parse(number).equals(byTheLibrary(number))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4402079460018", "+390612345678", "+4501234567", "+79161234567", "+789161234567",
            "+5491123456789", "+541123456789", "+5215512345678", "+525512345678", "+225012345678", "+999123456789",
            "+1", "+12", "+800123456789", "+80012345678", "+883510001234567"})
    void agreesWithTheLibraryOnPrefixesAndLeadingZeros(String number) {
        assertThat(Phones.parse(number)).isEqualTo(byTheLibrary(number));
    }

    @Test
    void addsTheMissingPlus() {
        assertThat(Phones.parse("12025550170")).isEqualTo(Phones.parse("+12025550170")).isPresent();
    }

    static Stream<String> examples() {
        Stream<String> regions = LIBRARY.getSupportedRegions().stream().flatMap(region -> Arrays
                .stream(PhoneNumberType.values()).map(type -> LIBRARY.getExampleNumberForType(region, type))
                .filter(Objects::nonNull).map(number -> LIBRARY.format(number, PhoneNumberFormat.E164)));
        Stream<String> elsewhere = LIBRARY.getSupportedGlobalNetworkCallingCodes().stream()
                .map(LIBRARY::getExampleNumberForNonGeoEntity)
                .map(number -> LIBRARY.format(number, PhoneNumberFormat.E164));
        return Stream.concat(regions, elsewhere).distinct();
    }

    private static Stream<String> near(String number, Random random) {
        Stream<String> changed = random.ints(5, 1, number.length())
                .mapToObj(at -> number.substring(0, at) + random.nextInt(10) + number.substring(at + 1));
        return Stream.concat(changed, Stream.of(number + random.nextInt(10), number.substring(0, number.length() - 1)))
                .filter(near -> near.length() <= LONGEST);
    }

    private static Optional<PhoneNumber> byTheLibrary(String e164) {
        try {
            var number = LIBRARY.parse(e164, null);
            return LIBRARY.isValidNumber(number)
                    ? Optional
                            .of(new PhoneNumber(e164, number.getCountryCode(), LIBRARY.getRegionCodeForNumber(number)))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
