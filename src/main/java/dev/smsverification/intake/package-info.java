/**
 * Consuming: which records are worked on, and which offsets may be committed. May import {@code log}, {@code topic},
 * {@code event}, {@code tracing}, {@code guard} and {@code delivery}.
 */
package dev.smsverification.intake;
