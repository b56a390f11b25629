/**
 * The jar as it is shipped, run as it is run: whole scenarios with a real broker and a stand-in for Twilio, each under all
 * guarantees. May import {@code testing} and {@code guarantee}, and nothing of the worker's own.
 */
package dev.smsverification.packaged;
