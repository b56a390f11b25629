/**
 * Reading stretches of topics, apart from what the worker consumes. Imports no other package; knows Kafka's records.
 */
package dev.smsverification.topic;
