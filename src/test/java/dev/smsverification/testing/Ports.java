package dev.smsverification.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Free ports on loopback. Between the choice and the server that listens there, nobody else gets them by chance: they are
 * below those that systems give to outgoing connections, and none is given twice. Safe for concurrent use.
 */
public final class Ports {

    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;

    /** Begins anywhere, as other processes look for ports too. */
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST));

    private Ports() {}

    /** One port that nothing listens on. */
    public static int free() {
        return Stream.generate(Ports::next).filter(Ports::isFree).findFirst().orElseThrow();
    }

    /** Different ports that nothing listens on. */
    static List<Integer> free(int count) {
        return Stream.generate(Ports::free).limit(count).toList();
    }

    private static int next() {
        return NEXT.getAndUpdate(port -> port < LAST ? port + 1 : FIRST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
