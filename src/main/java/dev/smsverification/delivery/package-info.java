/**
 * The order of the steps from a received record to a durable result, and the decisions on the way: what an attempt came
 * to ({@link dev.smsverification.delivery.Outcome}), what follows from it
 * ({@link dev.smsverification.delivery.Disposition}). May import {@code setting}, {@code log}, {@code topic}, {@code event}, {@code guard} and
 * {@code template}; the provider and what writes are behind interfaces that {@code twilio} and {@code outbox} fill.
 *
 * <dl>
 * <dt>due</dt><dd>of a record: from now on an attempt may be made; a request at once, a retry when its delay has passed</dd>
 * <dt>begun</dt><dd>handed to {@link dev.smsverification.delivery.Delivery}: from then on, a worker that is killed may have sent it</dd>
 * <dt>slot</dt><dd>the right to have one request to the provider in flight</dd>
 * <dt>uncertain</dt><dd>of an attempt: it, or one before it, may have been sent, and nobody knows</dd>
 * <dt>given up</dt><dd>no further attempt will be made: the event is in the dead-letter topic</dd>
 * <dt>replayed</dt><dd>put back into the requests by an operator after it was given up</dd>
 * <dt>settled</dt><dd>of a record: its result, and the retry or dead letter that goes with it, is durable in Kafka</dd>
 * <dt>acknowledged</dt><dd>settled like all before it in its partition, and its offset committed</dd>
 * <dt>lease</dt><dd>the right to work on a record, from the assignment of its partition until that is taken away or the worker stops;
 * confirmed for a session after the consumer group has last heard from the worker</dd>
 * </dl>
 */
package dev.smsverification.delivery;
