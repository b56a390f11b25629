/**
 * Kafka as the worker's memory: what other workers made of the requests of a partition that is assigned to this one. May import
 * {@code topic}, {@code event}, {@code guard} and {@code delivery}.
 */
package dev.smsverification.ledger;
