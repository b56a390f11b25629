/**
 * The benchmark: the packaged worker beside a hand-written loop and Confluent's Parallel Consumer, doing the same job on one
 * core. Run by {@code mvn -Pbench package}; nothing of it is in what is shipped.
 */
package dev.smsverification.bench;
