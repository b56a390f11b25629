package dev.smsverification.replay;

/**
 * Between which topics a replay works.
 *
 * @param transactionalId that of the replay's producer, the same at every replay between these topics
 */
public record ReplayTopics(String deadLetter, String requested, String transactionalId) {}
