package dev.smsverification.chaos;

/** How the stand-in answers one message. */
sealed interface Answer {

    /** Whether the message is taken, whatever the worker gets to see of it. */
    boolean accepts();

    /** 201. */
    record Accepted() implements Answer {
        @Override
        public boolean accepts() {
            return true;
        }
    }

    /** 429. */
    record Throttled() implements Answer {
        @Override
        public boolean accepts() {
            return false;
        }
    }

    /** 503. */
    record Unavailable() implements Answer {
        @Override
        public boolean accepts() {
            return false;
        }
    }

    /** None; the connection stays open. */
    record Hang(boolean accepts) implements Answer {}

    /** The message is taken and the connection reset. */
    record Reset() implements Answer {
        @Override
        public boolean accepts() {
            return true;
        }
    }
}
