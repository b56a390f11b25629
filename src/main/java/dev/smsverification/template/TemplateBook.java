package dev.smsverification.template;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.connector.FileWatch;
import io.quarkus.runtime.Startup;

/**
 * Holds the templates in force, and exchanges them, all at once, when the connector file changes. A file with errors in it leaves those before it in
 * force.
 */
@Startup
@ApplicationScoped
public class TemplateBook {

    private static final Logger LOG = Logger.getLogger(TemplateBook.class);

    private final TemplateConfig config;
    private final ConnectorConfig connector;
    private final FileWatch watch;
    private final Set<Finding> told = new HashSet<>();
    private volatile Templates current;
    private volatile Optional<Proof.Refuted> reloadFailure = Optional.empty();

    TemplateBook(TemplateConfig config, ConnectorConfig connector) {
        this.config = config;
        this.connector = connector;
        this.watch = new FileWatch(connector.connectorConfig().stream().toList(), this::reload);
    }

    /** The templates to render with now. Ask anew for each request; never blocks. */
    public Templates current() {
        return current;
    }

    /** Why the connector file as it is now is not in force; empty when it is. */
    public Optional<Proof.Refuted> reloadFailure() {
        return reloadFailure;
    }

    @PostConstruct
    void open() {
        switch (Proof.of(config, connector.connectorConfig())) {
            case Proof.Proven proven -> takeOver(proven);
            // The preflight has told each of them and kept the worker from coming here.
            case Proof.Refuted(var findings) ->
                throw new IllegalStateException("Templates cannot be used: " + findings);
        }
        watch.start(connector.reloadInterval());
    }

    private void reload() {
        switch (Proof.of(config, connector.connectorConfig())) {
            case Proof.Proven proven -> {
                takeOver(proven);
                LOG.info("Templates of the changed connector file are in force");
            }
            case Proof.Refuted refuted -> {
                reloadFailure = Optional.of(refuted);
                LOG.error("The changed connector file is not taken over; the templates before it stay in force");
                refuted.findings().stream().filter(finding -> finding.severity() == Severity.ERROR)
                        .forEach(finding -> LOG.error(finding));
            }
        }
    }

    private void takeOver(Proof.Proven proven) {
        proven.warnings().stream().filter(told::add).forEach(warning -> LOG.warn(warning));
        reloadFailure = Optional.empty();
        current = proven.templates();
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
