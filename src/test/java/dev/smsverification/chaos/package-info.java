/**
 * Runs of the packaged worker that try to make it break its word: processes and brokers that die under load, answers that
 * never come, backlogs, floods and retries in heaps. May import {@code guarantee} and {@code testing}, and nothing of the
 * worker's own.
 */
package dev.smsverification.chaos;
