/**
 * What tests and the demo stand on: real brokers, a stand-in for Twilio, the packaged worker as a process, and eyes on the
 * topics. Never in the production jar. May import anything but the worker's own packages: a test bench that shares code
 * with what it tests shares its mistakes.
 */
package dev.smsverification.testing;
