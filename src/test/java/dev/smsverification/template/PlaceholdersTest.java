package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.smsverification.event.Reason;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Case by case what Logto's connectors do with placeholders, and where the worker does better. */
class PlaceholdersTest {

    private static final String VARIABLES = """
                                            {"application": {"name": "Acme"}, "a": {"list": ["zero", "one", {"deep": "found"}], "7": "seven"},
                                             "nothing": null, "empty": "", "zero": 0, "one": 1.0, "half": 0.50, "large": 12345678901234567890,
                                             "thousand": 1e3, "yes": true, "no": false, "first_name2": "Ada", "code": "stolen", "object": {}, "array": [],
                                             "dollar": "$&$1\\\\", "braces": "{{code}}{{ application.name }}"}""";

    @ParameterizedTest
    @ValueSource(strings = {"{{code}}", "{{ code }}", "{{  code}}", "{{code  }}", "{{\tcode\t}}", "{{\ncode\r\n}}",
            "{{\u00A0code\u00A0}}", "{{\u2003code\u3000}}", "{{\uFEFFcode}}", "{{\u2028code}}"})
    void takesAnyWhiteSpaceInTheBraces(String placeholder) {
        assertThat(text(placeholder)).isEqualTo("123456");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                                                                  {{code}}{{code}}          | 123456123456
                                                                  {{{code}}}                | {123456}
                                                                  {{application.name}}      | Acme
                                                                  {{first_name2}}           | Ada
                                                                  {{a.list.1}}              | one
                                                                  {{a.list.2.deep}}         | found
                                                                  {{a.7}}                   | seven
                                                                  {{zero}}                  | 0
                                                                  {{one}}                   | 1
                                                                  {{half}}                  | 0.5
                                                                  {{thousand}}              | 1000
                                                                  {{large}}                 | 12345678901234567890
                                                                  {{yes}} {{no}}            | true false
                                                                  {{dollar}}                | $&$1\\
                                                                  {{braces}}                | {{code}}{{ application.name }}
                                                                  """)
    void putsTheValueInItsPlace(String template, String text) {
        assertThat(text(template)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{application.missing}}", "{{application.name.deeper}}", "{{nothing}}",
            "{{nothing.at.all}}",
            "{{empty}}", "{{a.list.3}}", "{{a.list.01}}", "{{a.list.99999999999}}", "{{a.list.length}}", "{{a..list}}",
            "{{application.}}", "{{zero.x}}", "{{code.x}}", "{{code.length}}"})
    void leavesOutWhatIsNotThereBelowAVariableThatIs(String placeholder) {
        assertThat(text("[" + placeholder + "]")).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{missing}}", "{{missing.too}}", "{{Application.name}}", "{{toString}}", "{{0}}"})
    void refusesAVariableThatIsMissing(String placeholder) {
        assertThat(render(placeholder, VARIABLES))
                .isEqualTo(new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{application}}", "{{a.list}}", "{{object}}", "{{array}}", "{{a.list.2}}"})
    void refusesObjectsAndArrays(String placeholder) {
        assertThat(render(placeholder, VARIABLES))
                .isEqualTo(new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{code-x}}", "{{}}", "{{ }}", "{{Code}}", "{{CODE}}", "{ {code} }", "{code}", "${code}",
            "{{co de}}", "{{códe}}", "{{.code}}", "{{code", "code}}", "{{code}"})
    void sendsWhatIsNoPlaceholderAsItStands(String words) {
        assertThat(text(words)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "{}"})
    void doesWithoutVariables(String variables) {
        assertThat(render("{{code}}", variables)).extracting("body").isEqualTo("123456");
    }

    @Test
    void printsNeitherTextNorCode() {
        assertThat(render("Your code is {{code}}", VARIABLES).toString()).doesNotContain("123456", "Your");
    }

    @Test
    void partsPrintTheirPlaceholder() {
        assertThat(Part.parse("{{ a.list.1 }}")).singleElement().hasToString("{{a.list.1}}");
    }

    /** The oracle: the words and the values in turn, whatever they look like. */
    @Property
    void noValueIsEverScannedAgain(@ForAll("pieces") List<String> words, @ForAll("pieces") List<String> values) {
        StringBuilder template = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        var variables = JsonNodeFactory.instance.objectNode();
        for (int n = 0; n < words.size(); n++) {
            // A dash keeps words from growing into placeholders with their neighbours.
            template.append(words.get(n)).append('-');
            expected.append(words.get(n)).append('-');
            if (n < values.size()) {
                template.append("{{v").append(n).append("}}-");
                expected.append(values.get(n)).append('-');
                variables.put("v" + n, values.get(n));
            }
        }

        assertThat(render(template.toString(), variables)).extracting("body").isEqualTo(expected.toString());
    }

    @Property
    void noTextHasAPlaceholderLeft(@ForAll("templates") String template) {
        assertThat(Part.parse(text(template))).noneMatch(Part.Variable.class::isInstance);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of("{{", "}}", "{{x", "code}}", "{{v0", "$1", "\\", "word", "{", "}").list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries
                .of("{{code}}", "{{ zero }}", "{{application.name}}", "{{empty}}", "{{a.list.2.deep}}", "{", "}",
                        " words ")
                .list().ofMaxSize(8).map(pieces -> String.join(" ", pieces));
    }

    private static String text(String template) {
        return ((Rendering.Text) render(template, VARIABLES)).body();
    }

    private static Rendering render(String template, String variables) {
        try {
            return render(template, new ObjectMapper().readTree(variables));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rendering render(String template, JsonNode variables) {
        return new Templates(List.of(new Template("Generic", template, Optional.empty())), new TextRules(10, false))
                .render("Generic", Optional.empty(), "123456", variables);
    }
}
