package dev.smsverification.reload;

import java.util.List;

/** The result of {@link Reloadable#reload}. */
public sealed interface Reloaded {

    /** It can be used; {@code takeOver} puts it to use, in one step and without failing. */
    record Ready(Runnable takeOver) implements Reloaded {}

    /** It must not be used; {@code problems} say why, a line each, without secrets. */
    record Refused(List<String> problems) implements Reloaded {}
}
