package dev.smsverification.ops;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/** The first SIGTERM stops the worker in order; the second stops it at once, which the JVM by itself would ignore. */
@Singleton
class StopSignal {

    private static final Logger LOG = Logger.getLogger(StopSignal.class);
    /** 128 + 15, as every shell knows it. */
    private static final int TERMINATED = 143;

    private final AtomicBoolean stopping = new AtomicBoolean();

    void start(@Observes StartupEvent event) {
        try {
            handle("TERM", this::stop);
        } catch (ReflectiveOperationException absent) {
            LOG.infof("A second SIGTERM will not be heard: %s", absent.getClass().getSimpleName());
        }
    }

    private void stop() {
        if (stopping.compareAndSet(false, true)) {
            LOG.info("Asked to stop; finishes what has begun, and stops at once when asked again");
            Thread.ofPlatform().name("stop").start(() -> System.exit(TERMINATED));
        } else {
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    /** By reflection: a runtime image may lack the module of {@code sun.misc.Signal}, and compiling against it warns. */
    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object handling = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler}, (_, _, _) -> {
            action.run();
            return null;
        });
        signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(name),
                handling);
    }
}
