/**
 * What the worker promises whatever fails, each promise a class that holds what was published against what was sent and what
 * was reported. May import {@code testing}, and nothing of the worker's own: only the contract counts.
 */
package dev.smsverification.guarantee;
