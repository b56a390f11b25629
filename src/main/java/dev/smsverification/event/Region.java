package dev.smsverification.event;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;

/**
 * The numbers of one region, by libphonenumber's metadata, for the sake of speed: {@link Phones#parse} takes 1 to 6 µs for numbers to ten
 * countries, with the library's own methods 60 to 90. They determine the kind of a number twice, and compile patterns again and again where
 * numbers go to more than a few countries.
 *
 * @param leadingDigits where they alone distinguish the region from others with the same country code
 * @param all what every number looks like
 * @param kinds of which each number is one
 */
record Region(Optional<Pattern> leadingDigits, Numbers all, List<Numbers> kinds) {

    static Region of(String name) {
        PhoneMetadata region = DefaultMetadataDependenciesProvider.getInstance().getPhoneNumberMetadataSource()
                .getMetadataForRegion(name);
        // Most texts go to mobile phones; the others are in no order.
        List<Numbers> kinds = Stream
                .of(region.getMobile(), region.getFixedLine(), region.getVoip(), region.getPersonalNumber(),
                        region.getPager(), region.getTollFree(), region.getPremiumRate(), region.getSharedCost(),
                        region.getUan(), region.getVoicemail())
                .filter(kind -> !kind.getNationalNumberPattern().isEmpty()).map(Numbers::of).toList();
        return new Region(Optional.of(region).filter(PhoneMetadata::hasLeadingDigits)
                .map(it -> Pattern.compile(it.getLeadingDigits())), Numbers.of(region.getGeneralDesc()), kinds);
    }

    /** Whether the number can be one of the region's; where there are leading digits, it is then no other region's. */
    boolean mayHave(String national) {
        return leadingDigits.isEmpty() || leadingDigits.get().matcher(national).lookingAt();
    }

    boolean has(String national) {
        if (all.include(national)) {
            for (Numbers kind : kinds) {
                if (kind.include(national)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param lengths empty where the pattern alone decides */
    record Numbers(Pattern pattern, List<Integer> lengths) {

        static Numbers of(PhoneNumberDesc numbers) {
            return new Numbers(Pattern.compile(numbers.getNationalNumberPattern()), numbers.getPossibleLengthList());
        }

        boolean include(String national) {
            return (lengths.isEmpty() || lengths.contains(national.length())) && pattern.matcher(national).matches();
        }
    }
}
