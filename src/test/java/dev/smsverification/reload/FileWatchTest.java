package dev.smsverification.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.testing.Volume;

class FileWatchTest {

    private final AtomicInteger changes = new AtomicInteger();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("connector.json"), "old");
    }

    @Test
    void isSilentAboutAFileThatStays() throws IOException {
        FileWatch watch = watch();
        Files.writeString(file, "old");

        watch.look();

        assertThat(changes).hasValue(0);
    }

    @Test
    void tellsOnceOfEachChange() throws IOException {
        FileWatch watch = watch();
        Files.writeString(file, "new");
        watch.look();
        watch.look();
        Files.writeString(file, "old");

        watch.look();

        assertThat(changes).hasValue(2);
    }

    @Test
    void tellsOfAFileThatGoesAndComesBack() throws IOException {
        FileWatch watch = watch();
        Files.delete(file);
        watch.look();
        watch.look();
        Files.writeString(file, "old");

        watch.look();

        assertThat(changes).hasValue(2);
    }

    /** As the kubelet does: the file is a link through {@code ..data}, which is renamed over. */
    @Test
    void tellsOfAMountedConfigMapThatIsReplaced() throws IOException {
        Volume volume = new Volume(Files.createDirectory(directory.resolve("volume")));
        FileWatch watch = new FileWatch(List.of(volume.put("connector.json", "old")), changes::incrementAndGet);
        volume.put("connector.json", "new");

        watch.look();

        assertThat(changes).hasValue(1);
    }

    @Test
    void goesOnAfterAFailure() throws IOException {
        FileWatch watch = new FileWatch(List.of(file), () -> {
            changes.incrementAndGet();
            throw new IllegalStateException("expected by the test");
        });
        Files.writeString(file, "new");
        watch.look();
        Files.writeString(file, "newer");

        watch.look();

        assertThat(changes).hasValue(2);
    }

    @Test
    void looksByItself() throws IOException {
        try (FileWatch _ = watch().start(Duration.ofMillis(10))) {
            Files.writeString(file, "new");

            await().untilAsserted(() -> assertThat(changes).hasPositiveValue());
        }
    }

    private FileWatch watch() {
        return new FileWatch(List.of(file), changes::incrementAndGet);
    }
}
