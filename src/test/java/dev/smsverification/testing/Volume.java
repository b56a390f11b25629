package dev.smsverification.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * A directory as Kubernetes mounts a ConfigMap or a Secret: each file is a link through {@code ..data}, which is a link itself,
 * to a directory that holds all of them. Only that link is turned, so that a change is seen whole or not at all.
 */
public final class Volume {

    private final Path directory;
    private final Map<String, String> contents = new TreeMap<>();

    /** @param directory empty */
    public Volume(Path directory) {
        this.directory = directory;
    }

    /** Adds or replaces a file; answers where it is. */
    public Path put(String name, String content) throws IOException {
        contents.put(name, content);
        Path data = Files.createTempDirectory(directory, "..data-");
        for (Map.Entry<String, String> file : contents.entrySet()) {
            Files.writeString(data.resolve(file.getKey()), file.getValue());
        }
        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), data.getFileName());
        Files.move(next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        Path link = directory.resolve(name);
        return Files.exists(link, LinkOption.NOFOLLOW_LINKS)
                ? link
                : Files.createSymbolicLink(link, Path.of("..data", name));
    }
}
