package dev.smsverification.reload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The contents of files at one moment. Holds credentials and prints none. */
public final class Snapshot {

    /** Nobody replaces files that often. */
    private static final int MAX_READINGS = 5;

    private static final Pattern PATH = Pattern.compile("[^{}\\s]*[./][^{}\\s]*");

    private final Map<Path, ByteBuffer> contents;

    private Snapshot(Map<Path, ByteBuffer> contents) {
        this.contents = contents;
    }

    /** Reads the files until two readings agree: while they are replaced, one reading may mix old files and new ones. Blocks. */
    public static Snapshot of(Collection<Path> files) {
        Snapshot last = read(files);
        for (int readings = 1; readings < MAX_READINGS; readings++) {
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

    /** The text of a file of one line, without a byte order mark and the white space around it; empty where it cannot be read. */
    public Optional<String> line(Path file) {
        return bytes(file).map(bytes -> new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "").strip());
    }

    /** SHA-256 of each file that can be read: to compare with later, without keeping another copy of credentials. */
    Map<Path, String> digests() {
        return contents.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, file -> digest(file.getValue().array())));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A path as it may be printed; hidden where it does not look like one, since it may be a secret, or a whole file, set by mistake. */
    public static String shown(Path file) {
        return isPath(file.toString()) ? file.toString() : "hidden";
    }

    /** Whether a text looks like a path, and may be printed where one is meant. */
    public static boolean isPath(String text) {
        return PATH.matcher(text).matches();
    }

    private static Snapshot read(Collection<Path> files) {
        Map<Path, ByteBuffer> contents = new HashMap<>();
        // What can be read only once, such as a pipe, would look empty from the second reading on.
        for (Path file : files.stream().filter(Files::isRegularFile).toList()) {
            try {
                contents.put(file, ByteBuffer.wrap(Files.readAllBytes(file)));
            } catch (IOException _) {
                // Then it is absent from the snapshot.
            }
        }
        return new Snapshot(contents);
    }
}
