package dev.smsverification.chaos;

import java.time.Duration;

/**
 * Something to be done to a worker or a broker.
 *
 * @param at after the beginning of the load
 * @param index which one, from 0
 * @param down how long it stays down before it is started again
 */
record Move(Duration at, Kind kind, int index, Duration down) {

    enum Kind {
        KILL, TERMINATE, STOP_BROKER
    }
}
