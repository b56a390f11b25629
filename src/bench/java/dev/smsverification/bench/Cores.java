package dev.smsverification.bench;

import java.io.IOException;

/** The contender has the machine's last core, everything else the others. */
record Cores(int count, String contender, String others) {

    static Cores ofThisMachine() {
        int last = Runtime.getRuntime().availableProcessors() - 1;
        if (last < 1) {
            throw new IllegalStateException("two cores are needed: one for the contender, one for everything else");
        }
        return new Cores(last + 1, Integer.toString(last), last == 1 ? "0" : "0-" + (last - 1));
    }

    /** Leaves the contender's core to it. */
    void moveThisProcess() {
        try {
            new ProcessBuilder("taskset", "-acp", others, Long.toString(ProcessHandle.current().pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no taskset", e);
        }
    }
}
