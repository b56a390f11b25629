package dev.smsverification.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.event.TopicsConfig;
import dev.smsverification.template.Finding;
import dev.smsverification.template.Proof;
import dev.smsverification.template.Severity;
import dev.smsverification.template.TemplateConfig;
import dev.smsverification.twilio.TwilioConfig;
import dev.smsverification.twilio.TwilioProblems;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;

/** Looks at the whole configuration before anything starts, so that every mistake in it is told at once. */
final class Preflight {

    /** SmallRye Config names the key in prose, Bean Validation as the first word. */
    private static final Pattern KEY = Pattern.compile("(?:.*config property )?((?:sms|twilio)\\.\\S+) (.*)",
            Pattern.DOTALL);
    private static final Pattern CONVERSION = Pattern
            .compile("with the config value .* whilst being converted (SRCFG\\d+: )?");
    private static final Pattern SECRET = Pattern.compile(".*(token|secret|password|content).*");

    private final SmallRyeConfig config = ConfigUtils.configBuilder().build();
    private final List<String> problems = new ArrayList<>();

    private Preflight() {}

    /** One line for each problem: the key, its value unless it is secret, and what would be right. */
    static List<String> problems() {
        Logger.getLogger("org.hibernate.validator").setLevel(Level.WARNING);
        Preflight preflight = new Preflight();
        preflight.mapping(TopicsConfig.class);
        preflight.mapping(DeliveryConfig.class);
        preflight.mapping(TwilioConfig.class).map(TwilioProblems::in).ifPresent(preflight.problems::addAll);
        preflight.mapping(ConnectorConfig.class).ifPresent(connector -> preflight.mapping(TemplateConfig.class)
                .ifPresent(templates -> preflight.templates(templates, connector)));
        return preflight.problems;
    }

    private void templates(TemplateConfig templates, ConnectorConfig connector) {
        if (Proof.of(templates, connector.connectorConfig()) instanceof Proof.Refuted(var findings)) {
            findings.stream().filter(finding -> finding.severity() == Severity.ERROR).map(Finding::toString)
                    .forEach(problems::add);
        }
    }

    private <T> Optional<T> mapping(Class<T> type) {
        try {
            return Optional.of(ConfigUtils.configBuilder().withMapping(type)
                    .withValidator(new BeanValidationConfigValidatorImpl()).build().getConfigMapping(type));
        } catch (ConfigValidationException invalid) {
            for (int n = 0; n < invalid.getProblemCount(); n++) {
                problems.add(line(invalid.getProblem(n).getMessage()));
            }
            return Optional.empty();
        }
    }

    private String line(String message) {
        Matcher matcher = KEY.matcher(message);
        if (!matcher.matches()) {
            return message;
        }
        String key = matcher.group(1);
        String value = Optional.ofNullable(config.getConfigValue(key).getValue())
                .map(raw -> SECRET.matcher(key).matches() ? "hidden" : raw)
                .orElse("not set");
        return key + " (" + value + "): " + CONVERSION.matcher(matcher.group(2)).replaceFirst("");
    }
}
