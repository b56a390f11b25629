package dev.smsverification.bench;

import java.util.List;
import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.smsverification.template.Rendering;
import dev.smsverification.template.Segments;
import dev.smsverification.template.Template;
import dev.smsverification.template.Templates;
import dev.smsverification.template.TextRules;

/** From a request to its text, and what that costs. */
@State(Scope.Benchmark)
public class TemplateBench {

    private static final String TEXT = "Your SignIn code is 493817. It is good for ten minutes.";

    private final Templates templates = new Templates(
            List.of(new Template("SignIn", "Your SignIn code is {{code}}. It is good for ten minutes.",
                    Optional.empty())),
            new TextRules(3, false));

    @Benchmark
    public Rendering render() {
        return templates.render("SignIn", Optional.empty(), "493817", JsonNodeFactory.instance.objectNode());
    }

    @Benchmark
    public Segments segments() {
        return Segments.of(TEXT);
    }
}
