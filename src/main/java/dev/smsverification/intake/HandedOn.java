package dev.smsverification.intake;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

/** Whether the event loop has taken in what the polling thread has handed on. Safe for concurrent use. */
@Singleton
class HandedOn {

    private enum Token {
        TAKEN_IN
    }

    private final BlockingQueue<Token> takenIn = new ArrayBlockingQueue<>(1);

    HandedOn() {
        takenIn();
    }

    /** A batch sets out, when the one before it has been taken in or patience has run out. */
    void handOn(Duration patience) {
        try {
            takenIn.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** It has been taken in, or it will not be. */
    void takenIn() {
        takenIn.offer(Token.TAKEN_IN);
    }
}
