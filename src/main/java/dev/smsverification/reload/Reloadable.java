package dev.smsverification.reload;

import java.nio.file.Path;
import java.util.List;

/** Something made of files that may be replaced while the worker runs. */
public interface Reloadable {

    /** What it is, in a word. */
    String name();

    /** The files it is made of. */
    List<Path> files();

    /** Makes it anew, of these files, without bringing it into force. */
    Reloaded reload(Snapshot files);
}
