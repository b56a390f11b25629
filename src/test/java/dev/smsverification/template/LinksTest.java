package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.smsverification.event.Reason;

class LinksTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/x", "HTTP://1.2.3.4", "see ftp://evil", "intent://x",
            "javascript://x", "www.evil.zzz",
            "WWW.evil", "evil.com", "Evil.Com", "go to evil.com now", "sub.evil.co.uk", "evil.com.", "evil.com,",
            "evil.zzz/x",
            "evil.zzz:8080/x", "1.2.3.example/x", "mailto:a@evil", "tel:+1900", "SMS:+1900", "bücher.de", "evil。com",
            "a@evil.com",
            "e\u202Evil.com", "http\n://evil", "https://evil", "//www.evil", "i\u2764.ws", "i\u2764\uFE0F.ws",
            "\uD83D\uDCA9.la",
            "\uD83D\uDC4D\uD83C\uDFFD.ws", "evil\u00AD.com", "evil\u200B.com", "evi\u0301.com",
            "\uDB80\uDC00evil.com",
            "evil.com\uD83D\uDC4D", "evil.com\u200B", "\uD83D\uDC4Dwww.evil", "hi\u2764www.evil",
            "go\u2764evil.com\u2764go",
            "\u2764.zzz/x", "evil.x\u2764y.com", "evil.xn--p1ai", "evil.xn--p1ai/login", "203.0.113.5/login",
            "203.0.113.5:8080/x"})
    void noValueBringsALinkAlong(String value) {
        assertThat(render("{{code}} is for {{name}}", value, false))
                .isEqualTo(new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_LINK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "Acme Inc.", "Acme, Inc", "J. Smith", "J.R.R. Tolkien", "Node.js", "1.5",
            "12.50/20", "and/or", "3.14",
            "Acme: Shop", "a:b", "St.Pauli", "by SMS: now", "Tel:", "Acme & Sons (Ltd.)", "...", "://", "@acme", "#1",
            "50% off", "1.2.3", "1.2.3.4.5", "030.123.456.78", "8.8.8.8", "140.0.0.0", "\u2764", "\u2764.\u2764",
            "\u00b0.\u00b0",
            "\u200B.\u200B", "\uD83D\uDC4D.", "Caf\u00e9 \u2764 Bar",
            "3.5\u00b0"})
    void aValueThatIsNoLinkStays(String value) {
        assertThat(render("{{code}} is for {{name}}", value, false)).extracting("body")
                .isEqualTo("123456 is for " + value);
    }

    @ParameterizedTest
    @CsvSource({"https:{{name}}, //evil", "https://{{name}}, evil.zzz", "www.{{name}}, evil", "evil.{{name}}, com",
            "{{name}}.com/x, evil", "https://acme.com{{name}}, .evil.com/", "https://acme{{name}}, .evil.com",
            "{{name}}{{name}}, evil.com/evil", "https://acme.com{{name}}, @evil.com",
            "https://acme.com/ {{name}}, evil.com", "i{{name}}.ws, \u2764"})
    void noValueTurnsALink(String template, String value) {
        assertThat(render(template, value, false))
                .isEqualTo(new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_LINK));
    }

    @ParameterizedTest
    @CsvSource({"https://acme.com/{{name}}, token", "https://acme.com/?q={{name}}, evil.com", "acme.com/{{name}}, x",
            "Tel:{{name}}, 1234", "Hi {{name}}: see acme.com, Ada"})
    void theTemplatesOwnLinksStay(String template, String value) {
        assertThat(render(template, value, false)).extracting("body").isEqualTo(template.replace("{{name}}", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acme.com/x", "acme.com"})
    void linksMayBeAllowed(String value) {
        assertThat(render("{{name}}", value, true)).extracting("body").isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
            "{{code}}%n{{name}}|@evil.com #654321",
            "{{code}}%n{{name}}|@localhost #654321", "{{name}} #{{code}}|@evil.com", "@{{name}} #{{code}}|evil.com",
            "{{name}}evil.com #{{code}}|@", "@evil.com {{name}}{{code}}|#",
            "{{name}}%n@acme.com #{{code}}|@evil.com #1",
            "@acme.com{{name}} #{{code}}|.evil.com"})
    void noValueBindsTheCodeToAHostEvenWhereLinksAreAllowed(String template, String value) {
        assertThat(render(template.formatted(), value, true))
                .isEqualTo(new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_LINK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "@acme", "#1"})
    void theTemplatesOwnBindingStays(String value) {
        assertThat(render("{{name}}: {{code}}\n@acme.com #{{code}}", value, false)).extracting("body")
                .isEqualTo(value + ": 123456\n@acme.com #123456");
    }

    private static Rendering render(String template, String name, boolean links) {
        return new Templates(List.of(new Template("Generic", template, Optional.empty())), new TextRules(10, links))
                .render("Generic", Optional.empty(), "123456", JsonNodeFactory.instance.objectNode().put("name", name));
    }
}
