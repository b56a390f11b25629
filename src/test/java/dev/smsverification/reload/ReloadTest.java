package dev.smsverification.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.testing.Mappings;
import dev.smsverification.testing.Volume;

class ReloadTest {

    private Volume volume;
    private Part one;
    private Part other;
    private Reload reload;

    /** Holds a line of a file, of which "bad" is refused. */
    private static final class Part implements Reloadable {

        private final Path file;
        private volatile String inForce = "nothing";

        Part(Path file) {
            this.file = file;
        }

        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public Reloaded reload(Snapshot files) {
            String line = files.line(file).orElse("bad");
            return line.equals("bad")
                    ? new Reloaded.Refused(List.of(file.getFileName() + " is bad"))
                    : new Reloaded.Ready(() -> inForce = line);
        }
    }

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        volume = new Volume(directory);
        one = new Part(write("one", "1"));
        other = new Part(write("other", "a"));
        reload = new Reload(List.of(one, other), config());
        reload.start();
    }

    @AfterEach
    void stop() {
        reload.close();
    }

    @Test
    void bringsIntoForceWhatIsThereAtTheStart() {
        assertThat(List.of(one.inForce, other.inForce)).containsExactly("1", "a");
    }

    @Test
    void bringsAChangeIntoForce() throws IOException {
        write("one", "2");

        await().untilAsserted(() -> assertThat(one.inForce).isEqualTo("2"));

        assertThat(other.inForce).isEqualTo("a");
    }

    @Test
    void leavesAllAsItWasWhileOnePartCannotBeMade() throws IOException {
        reload.close();
        write("one", "2");
        write("other", "bad");
        Reload again = new Reload(List.of(one, other), config());

        again.start();

        again.close();
        assertThat(again.problems()).containsExactly("other is bad");
        assertThat(List.of(one.inForce, other.inForce)).containsExactly("1", "a");
        assertThat(again.refusals().get("one")).hasValue(0);
        assertThat(again.refusals().get("other")).hasValue(1);
    }

    @Test
    void bringsAllIntoForceWhenItIsMended() throws IOException {
        write("other", "bad");
        await().untilAsserted(() -> assertThat(reload.problems()).isNotEmpty());
        write("one", "2");
        write("other", "b");

        await().untilAsserted(() -> assertThat(List.of(one.inForce, other.inForce)).containsExactly("2", "b"));

        assertThat(reload.problems()).isEmpty();
    }

    private Path write(String name, String line) throws IOException {
        return volume.put(name, line + "\n");
    }

    private static ReloadConfig config() {
        return Mappings.of(ReloadConfig.class, Map.of("sms.reload-interval", "10ms"));
    }
}
