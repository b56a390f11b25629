/**
 * Files that may be replaced while the worker runs: what they hold at one moment, and bringing what is made of them into force. May import
 * {@code setting}.
 */
package dev.smsverification.reload;
