/**
 * What operators see: health and metrics. May import {@code log}, {@code topic}, {@code event}, {@code reload}, {@code template},
 * {@code delivery}, {@code twilio}, {@code ledger} and {@code intake}.
 */
package dev.smsverification.ops;
