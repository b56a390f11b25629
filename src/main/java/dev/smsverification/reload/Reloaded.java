package dev.smsverification.reload;

import java.util.List;

/** What came of making something anew. */
public sealed interface Reloaded {

    /** It can be used. {@code takeOver} brings it into force, in one step and without failing. */
    record Ready(Runnable takeOver) implements Reloaded {}

    /** It must not be used. {@code problems} say why, a line each, and hold nothing secret. */
    record Refused(List<String> problems) implements Reloaded {}
}
