package dev.smsverification.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    @TempDir
    Path directory;

    @Test
    void readsAgainWhatWasReplacedMeanwhile() {
        List<Path> files = List.of(write("one", "old"), write("other", "old"));

        Snapshot snapshot = Snapshot.of(new AbstractList<>() {
            private boolean replaced;

            @Override
            public Path get(int index) {
                if (index == 1 && !replaced) {
                    replaced = true;
                    write("one", "new");
                    write("other", "new");
                }
                return files.get(index);
            }

            @Override
            public int size() {
                return files.size();
            }
        });

        assertThat(files).map(file -> snapshot.line(file).orElseThrow()).containsExactly("new", "new");
    }

    /** A pipe, say, which can be read only once. */
    @Test
    void hasNothingOfWhatIsNoRegularFile() {
        Path device = Path.of("/dev/null");

        assertThat(Snapshot.of(List.of(device)).bytes(device)).isEmpty();
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
