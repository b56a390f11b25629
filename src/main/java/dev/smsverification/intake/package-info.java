/**
 * Consuming: which records are worked on, and which offsets may be committed. May import {@code log}, {@code topic},
 * {@code event}, {@code tracing}, {@code delivery} and {@code ledger}.
 */
package dev.smsverification.intake;
