package dev.smsverification.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;

/** The templates in force together. Immutable; safe for concurrent use. */
public final class Templates {

    private static final String NO_LOCALE = "";

    private final List<Template> list;
    private final TextRules rules;
    private final Map<String, Map<String, CompiledTemplate>> byLocale = new HashMap<>();
    private final Set<String> usageTypes = new HashSet<>();
    private final int longestTag;

    /** Compiles the templates. Of two for the same usage type and locale the first counts, as with Logto. */
    public Templates(List<Template> list, TextRules rules) {
        this.list = List.copyOf(list);
        this.rules = rules;
        for (Template template : list) {
            usageTypes.add(template.usageType());
            byLocale.computeIfAbsent(tag(template.locale()), _ -> new HashMap<>()).putIfAbsent(template.usageType(),
                    new CompiledTemplate(template));
        }
        this.longestTag = byLocale.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** All of them, in the order of the configuration. */
    public List<Template> list() {
        return list;
    }

    /** Whether there is a template for this very usage type, in any language. */
    public boolean has(String usageType) {
        return usageTypes.contains(usageType);
    }

    /** Puts a request into words. Its variables are the code and what the request's {@code variables} object holds. */
    public Rendering render(SmsRequest request) {
        return render(request.usageType(), request.locale(), request.code(), request.variables());
    }

    /**
     * Puts a code into words.
     *
     * @param variables a JSON object; anything else counts as an empty one
     */
    public Rendering render(String usageType, Optional<Locale> locale, String code, JsonNode variables) {
        Optional<CompiledTemplate> template = choose(usageType, tag(locale));
        return template.isPresent()
                ? template.get().render(code, variables, rules)
                : new Rendering.Unrenderable(Reason.TEMPLATE_MISSING);
    }

    /** The lookup of RFC 4647, section 3.4: {@code fr-CA}, then {@code fr}, then none. */
    private Optional<CompiledTemplate> choose(String usageType, String tag) {
        Map<String, CompiledTemplate> templates = byLocale.getOrDefault(tag, Map.of());
        CompiledTemplate template = templates.getOrDefault(usageType, templates.get(Template.GENERIC));
        return template != null || tag.equals(NO_LOCALE)
                ? Optional.ofNullable(template)
                : choose(usageType, wider(tag));
    }

    private static String tag(Optional<Locale> locale) {
        return locale.map(Locale::toLanguageTag).orElse(NO_LOCALE);
    }

    /** The tag without its last subtag. What is longer than every template's tag is cut off at once: a request's tag may be of any length. */
    private String wider(String tag) {
        return tag.substring(0, Math.max(0, tag.lastIndexOf('-', longestTag)));
    }
}
