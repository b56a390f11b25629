package dev.smsverification.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Hands over what the ledger tells, piece by piece: together it could be as much as a topic holds. */
final class Facts {

    private static final int AT_ONCE = 1_000;

    private final Executor loop;
    private List<Runnable> facts = new ArrayList<>();

    /** @param loop on which facts are taken into memory, in their order */
    Facts(Executor loop) {
        this.loop = loop;
    }

    void add(Runnable fact) {
        facts.add(fact);
        if (facts.size() == AT_ONCE) {
            handOver();
        }
    }

    /** What has been added and not been handed over yet. */
    void handOver() {
        List<Runnable> piece = facts;
        facts = new ArrayList<>();
        loop.execute(() -> piece.forEach(Runnable::run));
    }
}
