package dev.smsverification.intake;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

/** Whether the event loop has taken in what the polling thread has handed on. Safe for concurrent use. */
@Singleton
class HandedOn {

    private volatile CompletableFuture<Void> takenIn = CompletableFuture.completedFuture(null);

    /** A batch sets out, when the one before it has been taken in or patience has run out. */
    void handOn(Duration patience) {
        takenIn.copy().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
        takenIn = new CompletableFuture<>();
    }

    /** It has been taken in, or it will not be. */
    void takenIn() {
        takenIn.complete(null);
    }
}
