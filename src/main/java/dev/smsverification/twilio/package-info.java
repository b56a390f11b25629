/**
 * Twilio: how a message becomes an HTTP request, and what each answer means. The only package that knows Twilio's API.
 * May import {@code setting}, {@code log}, {@code event}, {@code reload}, {@code connector}, {@code tracing} and {@code delivery};
 * nothing imports it but {@code ops} and {@code cli}.
 */
package dev.smsverification.twilio;
