package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCheckTest {

    private static final String CEDILLA = "Votre code est {{code}}. Ne le donnez à personne, pas à nous non plus."
            + " Vous l'avez reçu par erreur ? Alors ignorez-le : sans lui, rien ne se passe.";

    private static final String UNREADABLE = "has a character that could not be read (U+FFFD);"
            + " write the file in UTF-8, or set LC_ALL=C.UTF-8 where it comes from a variable";

    @Test
    void hasNothingToSayAboutGoodTemplates() {
        assertThat(check(required("Your code is {{code}}."))).isEmpty();
    }

    @Test
    void asksForTemplates() {
        assertThat(check(List.of())).singleElement().hasToString("sms.templates: there are no templates;"
                + " set sms.templates[n].usage-type and .content, or sms.connector-config");
    }

    @Test
    void namesEveryMissingUsageType() {
        List<KeyedTemplate> templates = List.of(at(0, "SignIn", "{{code}}", "fr"), at(1, "Generic", "{{code}}", ""));

        assertThat(check(templates)).map(Finding::toString).containsExactly(
                "sms.templates: no template for Register without a locale; add one",
                "sms.templates: no template for SignIn without a locale; add one",
                "sms.templates: no template for ForgotPassword without a locale; add one");
    }

    @Test
    void namesTheTemplateInALine() {
        List<KeyedTemplate> templates = new ArrayList<>(required("{{code}}"));
        templates.add(at(4, "SignIn", "Hello", "fr-CA"));

        assertThat(check(templates)).singleElement().hasToString(
                "sms.templates[4].content (SignIn, fr-CA): has no {{code}}; write {{code}} where the code goes");
    }

    /** A control character could begin a line of its own, or tell the terminal something. */
    @Test
    void namesATemplateWithControlCharactersInALineToo() {
        List<KeyedTemplate> templates = new ArrayList<>(required("{{code}}"));
        templates.add(at(4, "Sign\nIn\u001b", "{{code}} {\nname}", ""));

        assertThat(check(templates)).singleElement().hasToString("sms.templates[4].content (Sign?In?):"
                + " \"{?name}\" is no placeholder and is sent as it stands; the code is {{code}}");
    }

    @Test
    void warnsOfATemplateThatIsNeverUsed() {
        List<KeyedTemplate> templates = new ArrayList<>(required("{{code}}"));
        templates.add(at(4, "SignIn", "Other {{code}}", ""));

        assertThat(check(templates)).singleElement().isEqualTo(templates.getLast()
                .warning("is never used: sms.templates[1] is for the same usage type and locale"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{code-x}}", "{{}}", "{ {code} }", "${code}", "{{Code}}", "{{CODE}}", "{code}",
            "{{co de}}", "{{ code-x }}",
            "{{", "}}"})
    void warnsOfWhatLooksLikeAPlaceholder(String words) {
        assertThat(warnings("{{code}} " + words)).singleElement(STRING).contains("\"" + words + "\" is no placeholder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "{{Code}}", "{{code-x}}", "${code}", "{ {code} }", "{{code.x}}",
            "{{application.code}}"})
    void refusesATemplateWithoutTheCode(String content) {
        assertThat(errors(content)).singleElement(STRING).contains("has no {{code}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void refusesAnEmptyTemplate(String content) {
        assertThat(errors(content)).singleElement(STRING).contains("is empty");
    }

    /** As "\\ud83d" alone in Logto's JSON: it would be sent as a question mark, and Twilio be asked about another text. */
    @ParameterizedTest
    @ValueSource(strings = {"{{code}} \ud83d", "\ude00 {{code}}"})
    void refusesHalfACharacter(String content) {
        assertThat(errors(content)).singleElement(STRING)
                .isEqualTo("has half of a character; write the other half of the surrogate pair too, or leave it out");
    }

    /** As of a file that is in ISO 8859-1. */
    @Test
    void refusesACharacterThatCouldNotBeRead() {
        assertThat(errors("Votre code re\ufffdu : {{code}}")).singleElement(STRING).isEqualTo(UNREADABLE);
    }

    @Test
    void refusesAUsageTypeThatCouldNotBeRead() {
        List<KeyedTemplate> templates = new ArrayList<>(required("{{code}}"));
        templates.add(at(4, "R\ufffdinitialisation", "{{code}}", ""));

        assertThat(check(templates)).extracting(Finding::message).containsExactly(UNREADABLE);
    }

    @Test
    void warnsOfVariablesThatMayBeMissing() {
        assertThat(warnings("{{code}} for {{application.name}}")).singleElement(STRING)
                .contains("\"application\"", "{{application.name}}", "sms.templates.variables");
    }

    @Test
    void warnsOfAPathBelowTheCode() {
        assertThat(warnings("{{code}} {{code.value}}")).singleElement(STRING)
                .contains("{{code.value}} is always empty");
    }

    @Test
    void refusesVariablesThatAreKnownToBeMissing() {
        TemplateCheck check = new TemplateCheck(new TextRules(3, false), Optional.of(Set.of("application")));

        List<Finding> findings = check.mistakes(required("{{code}} for {{application.name}}, {{user.name}}"));

        assertThat(findings).hasSize(4).allMatch(finding -> finding.severity() == Severity.ERROR)
                .allMatch(finding -> finding.message().startsWith("{{user.name}} needs the variable \"user\""));
    }

    /** What is named in the setting is the first part of the path. */
    @Test
    void namesTheVariableOfAPathThatIsNotNamed() {
        TemplateCheck check = new TemplateCheck(new TextRules(3, false), Optional.of(Set.of("application.name")));

        List<Finding> findings = check.mistakes(required("{{code}} for {{application.name}}"));

        assertThat(findings).hasSize(4)
                .allMatch(finding -> finding.message()
                        .startsWith("{{application.name}} needs the variable \"application\","));
    }

    @Test
    void saysWhatACharacterCosts() {
        assertThat(warnings(CEDILLA)).singleElement(STRING)
                .isEqualTo("\"ç\" forces UCS-2: 3 segments; with \"c\": 1");
    }

    @Test
    void doesNotMindACharacterThatCostsNothing() {
        assertThat(warnings("Reçu : {{code}}")).isEmpty();
    }

    @Test
    void refusesWhatTakesTooManySegments() {
        assertThat(errors("ж".repeat(200) + "{{code}}")).singleElement(STRING)
                .isEqualTo("is too long: \"ж\" forces UCS-2: 4 segments; sms.templates.max-segments allows 3");
    }

    @Test
    void refusesMoreThanTwilioTakes() {
        assertThat(errors("a".repeat(1595) + "{{code}}")).singleElement(STRING)
                .isEqualTo("has 1601 characters; Twilio takes up to 1600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " ", "\t"})
    void warnsOfWhiteSpaceAtTheEnd(String end) {
        assertThat(warnings("Code {{code}}" + end)).singleElement(STRING).contains("ends with white space");
    }

    @ParameterizedTest
    @CsvSource({"'{{code}}: https://acme.com/x', acme.com", "{{code}} from acme.com, acme.com",
            "{{code}} www.acme.zzz, www.acme.zzz"})
    void warnsOfLinks(String content, String link) {
        assertThat(warnings(content)).singleElement(STRING).contains("has a link (" + link + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{code}}.It is yours", "https://{{code}}.zzz", "@{{code}} #1", "Go to {{code}}.com",
            "10.0.0.{{code}}/ has it", "{{code}} {{a}}.{{b}}.{{c}}.{{d}}/x"})
    void refusesALinkMadeOfTheCode(String content) {
        assertThat(errors(content)).singleElement(STRING).contains("a variable would become part of a link's host");
    }

    private static List<String> errors(String content) {
        return messages(Severity.ERROR, content);
    }

    /** There must be no errors beside. */
    private static List<String> warnings(String content) {
        assertThat(errors(content)).isEmpty();
        return messages(Severity.WARNING, content);
    }

    private static List<String> messages(Severity severity, String content) {
        List<KeyedTemplate> templates = new ArrayList<>(required("{{code}}"));
        templates.add(at(4, "Other", content, ""));
        return check(templates).stream().filter(finding -> finding.severity() == severity).map(Finding::message)
                .toList();
    }

    private static List<Finding> check(List<KeyedTemplate> templates) {
        TemplateCheck check = new TemplateCheck(new TextRules(3, false), Optional.empty());
        return Stream.concat(check.missing(templates).stream(), check.mistakes(templates).stream()).toList();
    }

    private static List<KeyedTemplate> required(String content) {
        List<String> types = List.of("Register", "SignIn", "ForgotPassword", "Generic");
        return Stream.iterate(0, n -> n < types.size(), n -> n + 1).map(n -> at(n, types.get(n), content, "")).toList();
    }

    private static KeyedTemplate at(int n, String usageType, String content, String locale) {
        return new KeyedTemplate("sms.templates[" + n + "]", new Template(usageType, content,
                Optional.of(locale).filter(tag -> !tag.isEmpty()).map(Locale::forLanguageTag)));
    }

}
