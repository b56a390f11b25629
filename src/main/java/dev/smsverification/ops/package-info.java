/**
 * What operators see: health and metrics. May import {@code event}, {@code connector}, {@code tracing}, {@code template},
 * {@code delivery}, {@code twilio} and {@code intake}.
 */
package dev.smsverification.ops;
