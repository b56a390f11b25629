package dev.smsverification.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Tells when the content of files has changed. It reads them every so often and compares: a mounted Kubernetes ConfigMap or Secret is
 * replaced by turning a symbolic link of a parent directory, which notifications of the file system do not tell of. Owns one daemon thread from
 * {@link #start} to {@link #close}.
 */
public final class FileWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FileWatch.class);

    private final List<Path> files;
    private final Runnable onChange;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("file-watch").factory());
    private List<String> seen;

    /**
     * Takes note of the content now; read the files after this, so that no change goes unnoticed.
     *
     * @param onChange called on the watch's thread, once for each change
     */
    public FileWatch(List<Path> files, Runnable onChange) {
        this.files = List.copyOf(files);
        this.onChange = onChange;
        this.seen = contents();
    }

    /** Begins to look, every {@code interval}. */
    public FileWatch start(Duration interval) {
        timer.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Ends the watch; a call of {@code onChange} that is under way goes on. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks once. */
    void look() {
        List<String> now = contents();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            onChange.run();
        } catch (RuntimeException e) {
            // An exception would end the watch for good, without a word.
            LOG.error("A changed file could not be taken over", e);
        }
    }

    /** Digests: the files may hold credentials, of which no second copy should lie about. */
    private List<String> contents() {
        return files.stream().map(FileWatch::digest).toList();
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException _) {
            return "unreadable";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
