/** The path of a record through the running worker: a real broker before and behind it, Twilio's stand-in beside it. */
package dev.smsverification.path;
