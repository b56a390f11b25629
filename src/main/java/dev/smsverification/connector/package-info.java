/**
 * The configuration file of a Logto SMS connector, read as it is, and files that change while the worker runs.
 * <p>
 * May import {@code setting}.
 */
package dev.smsverification.connector;
