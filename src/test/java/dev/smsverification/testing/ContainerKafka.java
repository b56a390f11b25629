package dev.smsverification.testing;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.utils.AppInfoParser;
import org.jboss.logging.Logger;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka in a container, for machines that have one ready. */
final class ContainerKafka {

    private static final Logger LOG = Logger.getLogger(ContainerKafka.class);
    private static final String KAFKA = "apache/kafka:" + AppInfoParser.getVersion();

    /** Testcontainers starts this one beside every other; its version is that of Testcontainers' own default. */
    private static final String RYUK = "testcontainers/ryuk:0.13.0";

    private final KafkaContainer container;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
    }

    static Optional<ContainerKafka> startIfPossible() {
        if (!imagesAreThere()) {
            return Optional.empty();
        }
        KafkaContainer container = new KafkaContainer(KAFKA).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        try {
            container.start();
            return Optional.of(new ContainerKafka(container));
        } catch (RuntimeException failure) {
            // Some engines may not do all that Testcontainers asks for, such as privileged containers.
            LOG.warn("The Docker engine has the images and cannot run them", failure);
            container.stop();
            return Optional.empty();
        }
    }

    String bootstrapServers() {
        return container.getBootstrapServers();
    }

    void close() {
        container.stop();
    }

    /** The command succeeds only if an engine answers and has both; asking Testcontainers would already pull. */
    private static boolean imagesAreThere() {
        try {
            Process inspect = new ProcessBuilder("docker", "image", "inspect", KAFKA, RYUK)
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            boolean answered = inspect.waitFor(10, TimeUnit.SECONDS);
            inspect.destroyForcibly();
            return answered && inspect.exitValue() == 0;
        } catch (IOException e) {
            return false; // There is no docker command.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
