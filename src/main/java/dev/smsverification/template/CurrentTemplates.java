package dev.smsverification.template;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Reloadable;
import dev.smsverification.reload.Snapshot;
import io.quarkus.runtime.Startup;

/** Holds the templates in force, and replaces them atomically when the connector file changes. */
@Startup
@Singleton
public class CurrentTemplates implements Reloadable {

    private static final Logger LOG = Logger.getLogger(CurrentTemplates.class);

    private final TemplateConfig config;
    private final ConnectorConfig connector;
    private final Set<Finding> told = new HashSet<>();
    private volatile Templates current;

    CurrentTemplates(TemplateConfig config, ConnectorConfig connector) {
        this.config = config;
        this.connector = connector;
    }

    /** The templates to render with now. Ask again for each request; never blocks. */
    public Templates current() {
        return current;
    }

    @PostConstruct
    void open() {
        // The preflight has told each problem and kept the worker from coming here.
        reload(Snapshot.of(files())).orElseThrow().run();
    }

    @Override
    public String name() {
        return "templates";
    }

    @Override
    public List<Path> files() {
        return connector.connectorConfig().stream().toList();
    }

    @Override
    public Checked<Runnable> reload(Snapshot files) {
        return Proof.of(config, ConnectorFile.of(connector, files)).map(proven -> () -> takeOver(proven));
    }

    private void takeOver(Proof proven) {
        proven.warnings().stream().filter(told::add).forEach(warning -> LOG.warn(warning));
        current = proven.templates();
    }
}
