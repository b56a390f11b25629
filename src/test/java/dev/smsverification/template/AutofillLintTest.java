package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutofillLintTest {

    private static final String HASH = "FA+9qCX9VSu";

    @ParameterizedTest
    @ValueSource(strings = {"{{code}} is your code\n\n@example.com #{{code}}",
            "{{code}}\r\n@login.example.co.uk #{{ code }}",
            "@example.com #{{code}}", "{{code}}\n@xn--bcher-kva.example #{{code}}",
            "{{code}}\n" + HASH + "\n@example.com #{{code}}",
            "<#> {{code}}\n" + HASH, "<#> {{code}} " + HASH, "<#> {{code}}\n" + HASH + "\n@example.com #{{code}}",
            "{{code}}\n" + HASH,
            "{{code}}\n@acme", "Mail us @ acme, your code is #{{code}}", "@Acme: your code is {{code}}",
            "Code #{{code}}",
            "{{code}}\nSincerely", "{{code}}\nSincerelyus", "<#>{{code}}\r\n" + HASH})
    void letsTheRightFormsPass(String content) {
        assertThat(findings(content)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{code}}\n@example.com #{{code}}\n", "{{code}}\n@example.com  #{{code}}",
            "{{code}}\n@example.com#{{code}}",
            "{{code}}\n @example.com #{{code}}", "{{code}}\nYour @example.com #{{code}}",
            "{{code}}\n@https://example.com #{{code}}",
            "{{code}}\n@example.com:443 #{{code}}", "{{code}}\n@example.com/x #{{code}}",
            "{{code}}\n@user@example.com #{{code}}",
            "{{code}}\n@localhost #{{code}}", "{{code}}\n@example.com # {{code}}", "{{code}}\n@example.com #{{code}}.",
            "{{code}}\n@example.com {{code}}", "{{code}}\n@ example.com #{{code}}",
            "{{code}}\n@example.com #{{code}}\n" + HASH,
            "@example.com #{{code}}\nis your code", "@example.com #{{code}}\n@example.com #{{code}}",
            "{{code}}\n@-a.com #{{code}}"})
    void refusesAnyOtherFormOfTheDomainBoundCode(String content) {
        assertThat(findings(content)).filteredOn(finding -> finding.severity() == Severity.ERROR).singleElement()
                .extracting(Finding::message).asString().contains("exactly @example.com #{{code}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<#> {{code}}", "<#> {{code}}\nFA+9qCX9VS", "<#> {{code}}\n" + HASH + "x",
            "<#> {{code}}\n" + HASH + "\nAcme",
            "<#> {{code}}\n@example.com #{{code}}"})
    void refusesARetrieverPrefixWithoutItsHash(String content) {
        assertThat(findings(content)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.message()).contains("11-character hash");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{code}} is your verification code for Acme. ",
            "<#> {{code}} is your verification code for Acme. "})
    void minds140BytesWhereThereIsAHash(String words) {
        assertThat(findings(words + "é".repeat(60) + "\n" + HASH)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(words.startsWith("<#>") ? Severity.ERROR : Severity.WARNING);
            assertThat(finding.message()).contains("up to 140");
        });
    }

    private static List<Finding> findings(String content) {
        List<Finding> findings = new ArrayList<>();
        new AutofillLint().look(
                new KeyedTemplate("sms.templates[0]", new Template("SignIn", content, Optional.empty())),
                findings::add);
        return findings;
    }
}
