/**
 * The whole thing on one machine, started by one command: a Kafka broker, a stand-in for Twilio, the packaged worker, and a
 * scenario that shows what becomes of each kind of request. May import {@code testing}, and nothing of the worker's own.
 */
package dev.smsverification.demo;
