package dev.smsverification.template;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a text costs and why.
 *
 * @param segments what it takes
 * @param forcing the characters that force UCS-2, each once, in the order of the text
 * @param replaced what it would take with look-alikes for all of them; empty where one of them has none, or there are none
 */
public record Cost(Segments segments, List<String> forcing, Optional<Segments> replaced) {

    private static final int SHOWN = 10;

    /** The cost of a template: with a code of six digits and the other variables empty. */
    public static Cost of(Template template) {
        return of(Sample.of(template, "").text());
    }

    /** The cost of a text as it goes out. */
    public static Cost of(String text) {
        List<Integer> forcing = text.codePoints().filter(character -> !Encoding.inGsm7(character)).distinct().boxed()
                .toList();
        boolean replaceable = !forcing.isEmpty()
                && forcing.stream().allMatch(character -> LookAlikes.of(character).isPresent());
        return new Cost(Segments.of(text), forcing.stream().map(Character::toString).toList(),
                replaceable ? Optional.of(Segments.of(replace(text))) : Optional.empty());
    }

    /** Whether look-alikes would make the text cheaper. */
    public boolean canBeSaved() {
        return replaced.filter(other -> other.count() < segments.count()).isPresent();
    }

    /** Such as: {@code "ç" forces UCS-2: 3 segments; with "c": 1}. */
    public String description() {
        String count = segments.count() == 1 ? "1 segment" : segments.count() + " segments";
        if (forcing.isEmpty()) {
            return segments.encoding() + ": " + count;
        }
        return list(Cost::shown) + (forcing.size() == 1 ? " forces " : " force ") + segments.encoding() + ": " + count
                + (canBeSaved()
                        ? replaced.map(other -> "; with " + list(Cost::replacement) + ": " + other.count()).orElse("")
                        : "");
    }

    private String list(Function<String, String> form) {
        String list = forcing.stream().limit(SHOWN).map(form).distinct().collect(Collectors.joining(", "));
        return forcing.size() > SHOWN ? list + ", …" : list;
    }

    private static String replace(String text) {
        return text.codePoints().mapToObj(character -> Encoding.inGsm7(character)
                ? Character.toString(character)
                : LookAlikes.of(character).orElseThrow()).collect(Collectors.joining());
    }

    private static String replacement(String character) {
        String replacement = LookAlikes.of(character.codePointAt(0)).orElseThrow();
        return replacement.isEmpty() ? "nothing" : '"' + replacement + '"';
    }

    /** By its number where one would not see it. */
    private static String shown(String character) {
        return character.matches("[\\p{C}\\p{Z}\\p{M}]")
                ? "U+%04X".formatted(character.codePointAt(0))
                : '"' + character + '"';
    }
}
