package dev.smsverification.reload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What files hold at one moment, all of them at the same. Holds credentials and prints none.
 */
public final class Snapshot {

    /** Nobody replaces files that often. */
    private static final int MOST_READINGS = 5;

    private static final Pattern PATH = Pattern.compile("[^{}\\s]*[./][^{}\\s]*");

    private final Map<Path, ByteBuffer> contents;

    private Snapshot(Map<Path, ByteBuffer> contents) {
        this.contents = contents;
    }

    /** Reads the files until two readings agree: else some could be from before a replacement and others from after it. Blocks. */
    public static Snapshot of(Collection<Path> files) {
        Snapshot last = read(files);
        for (int readings = 1; readings < MOST_READINGS; readings++) {
            Snapshot next = read(files);
            if (next.contents.equals(last.contents)) {
                break;
            }
            last = next;
        }
        return last;
    }

    /** What a file holds; empty where it cannot be read. */
    public Optional<byte[]> bytes(Path file) {
        return Optional.ofNullable(contents.get(file)).map(ByteBuffer::array);
    }

    /** What a file holds that has one line, without white space and a byte order mark around it; empty where it cannot be read. */
    public Optional<String> line(Path file) {
        return bytes(file).map(bytes -> new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "").strip());
    }

    /** A path as it may be printed: where it looks like none, somebody may have put a secret, or the whole file, in its place. */
    public static String shown(Path file) {
        return PATH.matcher(file.toString()).matches() ? file.toString() : "hidden";
    }

    private static Snapshot read(Collection<Path> files) {
        Map<Path, ByteBuffer> contents = new HashMap<>();
        for (Path file : files) {
            try {
                contents.put(file, ByteBuffer.wrap(Files.readAllBytes(file)));
            } catch (IOException _) {
                // Its absence says so.
            }
        }
        return new Snapshot(contents);
    }
}
