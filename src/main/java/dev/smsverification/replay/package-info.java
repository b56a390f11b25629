/**
 * Taking dead letters back to the requests. May import {@code topic} and {@code event}; knows Kafka's records. Runs beside the worker,
 * never in it.
 */
package dev.smsverification.replay;
