package dev.smsverification.replay;

/**
 * Between which topics a replay works.
 *
 * @param status tells what has been sent
 * @param transactionalId that of the replay's producer, the same at every replay between these topics
 */
public record ReplayTopics(String deadLetter, String requested, String status, String transactionalId) {}
