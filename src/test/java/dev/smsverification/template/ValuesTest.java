package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;

/** What a value may and may not do to a text. */
class ValuesTest {

    private static final String TEMPLATE = "Your code is {{code}}\n{{name}}";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\0", "\u001B", "\u007F", "\u0085", "\u2028", "\u2029", "\u202A",
            "\u202E", "\u2066",
            "\u2069", "\u200E", "\u200F", "\u061C", "\uD83D", "\uDE00"})
    void losesControlsAndOverrides(String unwanted) {
        assertThat(body(TEMPLATE, "Ac" + unwanted + "me")).isEqualTo("Your code is 123456\nAcme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "אבג", "👩‍🚀", "日本", "Łódź"})
    void keepsEveryLanguage(String name) {
        assertThat(body(TEMPLATE, name)).endsWith("\n" + name);
    }

    @Test
    void mayHave200Characters() {
        assertThat(body(TEMPLATE, "😀".repeat(200))).endsWith("😀");
    }

    @Test
    void mayNotHave201Characters() {
        assertThat(reason(TEMPLATE, "a".repeat(201))).isEqualTo(Reason.TEMPLATE_VARIABLE_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e201", "1e999999999", "1e-999999999"})
    void mayNotBeANumberThatFillsTheMemory(String number) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.set("name", DecimalNode.valueOf(new BigDecimal(number)));

        assertThat(render(TEMPLATE, "123456", variables, new TextRules(10, false)))
                .isEqualTo(new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_TOO_LONG));
    }

    /** Whose exponent no number of Java's can have, once it is without its zeros. */
    @ParameterizedTest
    @ValueSource(strings = {"100e2147483647", "-100e2147483647"})
    void mayNotBeANumberBeyondAllNumbers(String number) {
        Received received = Consumed
                .request("{'phone':'+12025550110','usageType':'SignIn','code':'1','variables':{'name':"
                        + number + "}}", Map.of());
        ObjectNode variables = switch (new Decoder(Duration.ofMinutes(10)).decode(received)) {
            case Decoded.Valid(SmsRequest request) -> (ObjectNode) request.variables();
            case Decoded.Malformed malformed -> throw new AssertionError(malformed);
        };

        assertThat(render(TEMPLATE, "123456", variables, new TextRules(10, false)))
                .isEqualTo(new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_TOO_LONG));
    }

    @Test
    void mayNotBeInfinite() {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("name", Double.POSITIVE_INFINITY);

        assertThat(render(TEMPLATE, "123456", variables, new TextRules(10, false)))
                .isEqualTo(new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_TOO_LONG));
    }

    @ParameterizedTest
    @CsvSource({"140, 1", "200, 2"})
    void mayFillTheSegmentsToTheBrim(int length, int segments) {
        Rendering rendering = render("{{code}}{{name}}", "1".repeat(20), named("a".repeat(length)),
                new TextRules(segments, false));

        assertThat(rendering).isInstanceOf(Rendering.Text.class);
    }

    @ParameterizedTest
    @CsvSource({"a, 141", "ж, 51"})
    void mayNotPushTheTextPastTheSegments(String character, int length) {
        Rendering rendering = render("{{code}}{{name}}", "1".repeat(20), named(character.repeat(length)),
                new TextRules(1, false));

        assertThat(rendering).isEqualTo(new Rendering.Unrenderable(Reason.TEXT_TOO_LONG));
    }

    @Test
    void mayNotPushTheTextPastWhatTwilioTakes() {
        Rendering rendering = render("{{name}}".repeat(8) + "{{code}}", "1", named("a".repeat(200)),
                new TextRules(24, false));

        assertThat(rendering).isEqualTo(new Rendering.Unrenderable(Reason.TEXT_TOO_LONG));
    }

    @Test
    void neverAltersACode() {
        Rendering rendering = render(TEMPLATE, "12\u202E34", named("Acme"), new TextRules(3, false));

        assertThat(rendering).isEqualTo(new Rendering.Unrenderable(Reason.INVALID_CODE));
    }

    private static String body(String template, String name) {
        return ((Rendering.Text) render(template, "123456", named(name), new TextRules(10, false))).body();
    }

    private static Reason reason(String template, String name) {
        return ((Rendering.Unrenderable) render(template, "123456", named(name), new TextRules(10, false))).reason();
    }

    private static ObjectNode named(String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name);
    }

    private static Rendering render(String template, String code, ObjectNode variables, TextRules rules) {
        return new Templates(List.of(new Template("Generic", template, Optional.empty())), rules).render("Generic",
                Optional.empty(), code, variables);
    }
}
