/**
 * Twilio: how a message becomes an HTTP request, and what each answer means. The only package that knows Twilio's API.
 * May import {@code setting}, {@code event}, {@code tracing}, {@code delivery} and {@code connector}; nothing imports it
 * but {@code ops} and {@code cli}.
 */
package dev.smsverification.twilio;
