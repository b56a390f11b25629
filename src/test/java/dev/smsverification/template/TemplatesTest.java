package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.smsverification.event.Reason;

class TemplatesTest {

    /** Which of the templates there are, in the order of preference, is taken; each row leaves out the ones before. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
                                                              # wished | templates there are                                     | taken
                                                              fr-CA    | fr-CA/SignIn fr-CA/Generic fr/SignIn fr/Generic SignIn Generic | fr-CA/SignIn
                                                              fr-CA    | fr-CA/Generic fr/SignIn fr/Generic SignIn Generic       | fr-CA/Generic
                                                              fr-CA    | fr/SignIn fr/Generic SignIn Generic                     | fr/SignIn
                                                              fr-CA    | fr/Generic SignIn Generic                               | fr/Generic
                                                              fr-CA    | SignIn Generic                                          | SignIn
                                                              fr-CA    | Generic                                                 | Generic
                                                              fr-CA    | fr-FR/SignIn de/SignIn Register                         | -
                                                              fr       | fr-CA/SignIn fr-CA/Generic fr/SignIn fr/Generic SignIn Generic | fr/SignIn
                                                              fr       | fr-CA/SignIn fr-CA/Generic fr/Generic SignIn Generic    | fr/Generic
                                                              fr       | fr-CA/SignIn fr-CA/Generic SignIn Generic               | SignIn
                                                              fr       | fr-CA/SignIn fr-CA/Generic Generic                      | Generic
                                                              fr       | fr-CA/SignIn fr-CA/Generic                              | -
                                                              -        | fr-CA/SignIn fr/SignIn SignIn Generic                   | SignIn
                                                              -        | fr-CA/SignIn fr/SignIn Generic                          | Generic
                                                              -        | fr-CA/SignIn fr/SignIn fr/Generic                       | -
                                                              de       | fr/SignIn SignIn Generic                                | SignIn
                                                              zh-Hant-TW | zh-Hant/SignIn zh/SignIn SignIn                       | zh-Hant/SignIn
                                                              fr-CA-u-ca-gregory | fr/SignIn SignIn                              | fr/SignIn
                                                              und      | SignIn                                                  | SignIn
                                                              -        | signin SIGNIN                                           | -
                                                              -        | signin Generic                                          | Generic
                                                              """)
    void choosesByLocaleThenUsageType(String wished, String there, String taken) {
        Templates templates = new Templates(Stream.of(there.split(" ")).map(TemplatesTest::template).toList(),
                new TextRules(3, false));

        Rendering rendering = templates.render("SignIn", Optional.ofNullable(wished).map(Locale::forLanguageTag),
                "123456", JsonNodeFactory.instance.objectNode());

        assertThat(rendering).isEqualTo(taken == null
                ? new Rendering.Unrenderable(Reason.TEMPLATE_MISSING)
                : new Rendering.Text(taken, new Segments(Encoding.GSM_7, 1), template(taken).locale()));
    }

    @Test
    void findsWhatIsThereForALocaleOfTensOfThousandsOfParts() {
        Templates templates = new Templates(List.of(template("fr/SignIn")), new TextRules(3, false));
        Locale endless = new Locale.Builder().setLanguageTag("fr-x" + "-a".repeat(30_000)).build();

        assertThat(templates.render("SignIn", Optional.of(endless), "123456", JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(Rendering.Text.class);
    }

    @ParameterizedTest
    @CsvSource({"SignIn, first", "Register, generic"})
    void takesTheFirstOfTwo(String usageType, String text) {
        Templates templates = new Templates(
                List.of(new Template("SignIn", "first", Optional.empty()),
                        new Template("SignIn", "second", Optional.empty()),
                        new Template("Generic", "generic", Optional.empty()),
                        new Template("Generic", "other", Optional.empty())),
                new TextRules(3, false));

        Rendering rendering = templates.render(usageType, Optional.empty(), "123456",
                JsonNodeFactory.instance.objectNode());

        assertThat(rendering)
                .isEqualTo(new Rendering.Text(text, new Segments(Encoding.GSM_7, 1), Optional.empty()));
    }

    /** Its text is its name. */
    private static Template template(String name) {
        int slash = name.indexOf('/');
        return new Template(name.substring(slash + 1), name,
                slash < 0 ? Optional.empty() : Optional.of(Locale.forLanguageTag(name.substring(0, slash))));
    }
}
