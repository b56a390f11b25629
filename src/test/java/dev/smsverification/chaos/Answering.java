package dev.smsverification.chaos;

import java.util.SplittableRandom;

/** Which message is answered how: a function of the message alone, so that a run can be repeated. */
@FunctionalInterface
interface Answering {

    /** @param time which time this very message comes, from 1 */
    Answer to(String phone, String body, int time);

    static Answering accepting() {
        return (_, _, _) -> new Answer.Accepted();
    }

    /** Of a hundred answers two are 429, two 503, one a hang (every other one accepts) and one a reset after accepting. */
    static Answering faulty(long seed) {
        return (phone, body, time) -> {
            double draw = new SplittableRandom(seed * 31 + (phone + body + time).hashCode()).nextDouble() * 100;
            if (draw < 2) {
                return new Answer.Throttled();
            }
            if (draw < 4) {
                return new Answer.Unavailable();
            }
            if (draw < 5) {
                return new Answer.Hang(draw < 4.5);
            }
            return draw < 6 ? new Answer.Reset() : new Answer.Accepted();
        };
    }
}
