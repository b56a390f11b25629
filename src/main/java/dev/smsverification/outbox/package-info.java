/**
 * Writing results down: status, retry and dead-letter records, each as the contract has it. May import {@code topic}, {@code event},
 * {@code tracing} and {@code delivery}.
 */
package dev.smsverification.outbox;
