package dev.smsverification.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.smsverification.event.LanguageTag;
import dev.smsverification.template.Rendering;
import dev.smsverification.template.Templates;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The fields of an event that a text depends on, beside its usage type and its code. */
final class RenderOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--locale", paramLabel = "L", description = "The language wished for, such as fr-CA.")
    private Optional<String> locale = Optional.empty();

    @Option(names = "--var", paramLabel = "K=V", description = "A variable, such as application.name=Acme; more than one can"
            + " be given.")
    private Map<String, String> values = new LinkedHashMap<>();

    /** What becomes of an event that says this. */
    Rendering render(Templates templates, String usageType, String code) {
        return templates.render(usageType, locale(), code, json());
    }

    private Optional<Locale> locale() {
        return locale.map(tag -> LanguageTag.parse(tag)
                .orElseThrow(() -> wrong("--locale: " + tag + " is no language tag; write one like fr-CA")));
    }

    /** The object {@code variables} of an event: {@code a.b=c} is {@code {"a":{"b":"c"}}}. */
    private ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        values.forEach((path, value) -> put(root, path, value));
        return root;
    }

    private void put(ObjectNode root, String path, String value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        if (name.isEmpty() || dot < 0 && root.has(name) || dot >= 0 && root.path(name).isTextual()) {
            throw wrong("--var: " + path + " does not fit together with the others");
        }
        if (dot < 0) {
            root.put(name, value);
        } else {
            put(root.withObjectProperty(name), path.substring(dot + 1), value);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
