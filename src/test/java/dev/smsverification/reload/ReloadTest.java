package dev.smsverification.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
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

    /** Holds a line of a file; refuses "bad", and fails with "broken". */
    private static final class Part implements Reloadable {

        private final Path file;
        private int loads;
        private volatile String inUse = "nothing";

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
        public Checked<Runnable> reload(Snapshot files) {
            loads++;
            String line = files.line(file).orElse("bad");
            return switch (line) {
                case "bad" -> Checked.bad(List.of(name() + " is bad"));
                case "broken" -> throw new IllegalStateException("expected by the test");
                default -> Checked.good(() -> inUse = line);
            };
        }
    }

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        volume = new Volume(directory);
        one = new Part(write("one", "1"));
        other = new Part(write("other", "a"));
        reload = reload("1d");
        reload.start();
    }

    @AfterEach
    void stop() {
        reload.close();
    }

    @Test
    void loadsWhatIsThereAtTheStart() {
        assertThat(inUse()).containsExactly("1", "a");
    }

    @Test
    void loadsAChange() throws IOException {
        write("one", "2");

        reload.look();

        assertThat(inUse()).containsExactly("2", "a");
    }

    @Test
    void loadsEachChangeOnce() throws IOException {
        write("one", "2");
        reload.look();
        reload.look();
        write("one", "1");
        reload.look();

        assertThat(one.loads).isEqualTo(3);
    }

    @Test
    void loadsNothingWhereFilesAreReplacedByTheSame() throws IOException {
        write("one", "1");

        reload.look();

        assertThat(one.loads).isEqualTo(1);
    }

    @Test
    void refusesAFileThatIsGoneAndLoadsItWhenItIsBack() throws IOException {
        Files.delete(one.file);
        reload.look();
        reload.look();
        assertThat(reload.refusals().get("one")).hasValue(1);
        write("one", "1");

        reload.look();

        assertThat(reload.problems()).isEmpty();
        assertThat(one.loads).isEqualTo(3);
    }

    @Test
    void loadsNothingWhileOnePartRefuses() throws IOException {
        write("one", "2");
        write("other", "bad");

        reload.look();

        assertThat(reload.problems()).containsExactly("other is bad");
        assertThat(inUse()).containsExactly("1", "a");
        assertThat(reload.refusals().get("one")).hasValue(0);
        assertThat(reload.refusals().get("other")).hasValue(1);
    }

    @Test
    void loadsAllWhenItIsMended() throws IOException {
        write("other", "bad");
        reload.look();
        write("one", "2");
        write("other", "b");

        reload.look();

        assertThat(inUse()).containsExactly("2", "b");
        assertThat(reload.problems()).isEmpty();
    }

    @Test
    void goesOnAfterAFailure() throws IOException {
        write("one", "broken");
        reload.look();
        write("one", "2");

        reload.look();

        assertThat(inUse()).containsExactly("2", "a");
    }

    @Test
    void looksByItself() throws IOException {
        Reload often = reload("10ms");
        often.start();
        try {
            write("one", "2");

            await().untilAsserted(() -> assertThat(one.inUse).isEqualTo("2"));
        } finally {
            often.close();
        }
    }

    private List<String> inUse() {
        return List.of(one.inUse, other.inUse);
    }

    private Path write(String name, String line) throws IOException {
        return volume.put(name, line + "\n");
    }

    private Reload reload(String interval) {
        return new Reload(List.of(one, other),
                Mappings.of(ReloadConfig.class, Map.of("sms.reload-interval", interval)));
    }
}
