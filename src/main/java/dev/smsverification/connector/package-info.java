/**
 * The configuration file of a Logto SMS connector, read as it is. May import {@code reload}.
 */
package dev.smsverification.connector;
