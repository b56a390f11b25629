/**
 * Files that may be replaced while the worker runs: their contents at one moment, and reloading what is made of them. May import
 * {@code setting}.
 */
package dev.smsverification.reload;
