package dev.smsverification.delivery;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

import dev.smsverification.event.Consumed;
import io.vertx.core.Vertx;

/** An event loop on the test's own thread, or whoever calls: one task after another, and time passes when the test says so. */
public final class ManualLoop extends EventLoop {

    private record Timer(Instant due, long number, Runnable task) {}

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.comparing(Timer::due).thenComparing(Timer::number));
    private Instant now = Consumed.ARRIVED;
    private long timersSet;
    private int executions;
    private boolean running;

    public ManualLoop() {
        super((Vertx) Proxy.newProxyInstance(Vertx.class.getClassLoader(), new Class<?>[]{Vertx.class},
                (_, _, _) -> null));
    }

    @Override
    public synchronized void execute(Runnable task) {
        executions++;
        tasks.add(task);
        if (!running) {
            running = true;
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                next.run();
            }
            running = false;
        }
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        if (delay.isPositive()) {
            long number = timersSet++;
            timers.add(new Timer(now.plus(delay), number, task));
            return () -> timers.removeIf(timer -> timer.number() == number);
        }
        execute(task);
        return () -> {};
    }

    /** How many timers are set. */
    int timers() {
        return timers.size();
    }

    /** How often something was executed. */
    public int executions() {
        return executions;
    }

    /** Lets time pass; what falls due meanwhile happens at its time. */
    public void pass(Duration time) {
        Instant end = now.plus(time);
        while (!timers.isEmpty() && !timers.peek().due().isAfter(end)) {
            Timer timer = timers.remove();
            now = timer.due();
            execute(timer.task());
        }
        now = end;
    }

    /** Sets the clock back; timers keep to the time that passes. */
    public void setBack(Duration time) {
        now = now.minus(time);
        List<Timer> set = List.copyOf(timers);
        timers.clear();
        set.forEach(timer -> timers.add(new Timer(timer.due().minus(time), timer.number(), timer.task())));
    }

    public Instant now() {
        return now;
    }

    /** The time that passes here. */
    public InstantSource clock() {
        return () -> now;
    }
}
