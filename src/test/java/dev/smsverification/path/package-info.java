/**
 * The path of a record through the running worker, under all guarantees: a real broker before and behind it, Twilio's stand-in
 * beside it.
 */
package dev.smsverification.path;
