/**
 * The topics by their role, and reading stretches of them apart from what the worker consumes. May import {@code setting}; knows Kafka's
 * records.
 */
package dev.smsverification.topic;
