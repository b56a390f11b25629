/**
 * The order of the steps from a received record to a durable result, and the decisions on the way: what an attempt came
 * to ({@link dev.smsverification.delivery.Outcome}), what follows from it
 * ({@link dev.smsverification.delivery.Disposition}). May import {@code setting}, {@code log}, {@code topic}, {@code event}, {@code guard} and
 * {@code template}; the provider and what writes are behind interfaces that {@code twilio} and {@code outbox} fill.
 */
package dev.smsverification.delivery;
