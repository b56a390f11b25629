package dev.smsverification.reload;

import java.nio.file.Path;
import java.util.List;

/** Something loaded from files that may be replaced while the worker runs. */
public interface Reloadable {

    /** What it is, in a word. */
    String name();

    /** The files it is loaded from. */
    List<Path> files();

    /** Loads it from these files without using it yet; what comes of it puts it to use, in one step and without failing. */
    Checked<Runnable> reload(Snapshot files);
}
