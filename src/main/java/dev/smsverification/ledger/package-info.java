/**
 * Kafka as the worker's memory: what is known of the requests of a partition that comes to it. May import {@code topic}, {@code event},
 * {@code guard} and {@code delivery}.
 */
package dev.smsverification.ledger;
