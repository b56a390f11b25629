package dev.smsverification.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The production code as text, for what is not in the class files. */
final class SourceFiles {

    private static final Path ROOT = Path.of("src/main/java");

    private SourceFiles() {}

    static List<Path> all() {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names, relative to the root package, of the packages that hold any file. */
    static Set<String> packages() {
        Set<String> names = new TreeSet<>();
        all().forEach(file -> names
                .add(ofRoot().relativize(file.getParent()).toString().replace(file.getFileSystem().getSeparator(),
                        ".")));
        return names;
    }

    static Path packageInfo(String name) {
        return ofRoot().resolve(name.replace('.', '/')).resolve("package-info.java");
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ofRoot() {
        return ROOT.resolve(Packages.ROOT.replace('.', '/'));
    }
}
