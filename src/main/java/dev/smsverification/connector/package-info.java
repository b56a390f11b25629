/**
 * The configuration file of a Logto SMS connector, read as it is, and files that change while the worker runs.
 * <p>
 * Imports no other package of the worker.
 */
package dev.smsverification.connector;
