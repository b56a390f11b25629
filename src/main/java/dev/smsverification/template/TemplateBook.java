package dev.smsverification.template;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.smsverification.connector.ConnectorConfig;

/** Holds the templates in force. */
@ApplicationScoped
public class TemplateBook {

    private static final Logger LOG = Logger.getLogger(TemplateBook.class);

    private final TemplateConfig config;
    private final ConnectorConfig connector;
    private volatile Templates current;

    TemplateBook(TemplateConfig config, ConnectorConfig connector) {
        this.config = config;
        this.connector = connector;
    }

    /** The templates to render with now. Ask anew for each request. */
    public Templates current() {
        return current;
    }

    @PostConstruct
    void open() {
        switch (Proof.of(config, connector.connectorConfig())) {
            case Proof.Proven(Templates templates, var warnings) -> {
                warnings.forEach(warning -> LOG.warn(warning));
                current = templates;
            }
            // The preflight has told each of them and has kept the worker from coming here.
            case Proof.Refuted(var findings) ->
                throw new IllegalStateException("Templates cannot be used: " + findings);
        }
    }
}
