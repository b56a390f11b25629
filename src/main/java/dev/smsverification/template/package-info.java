/**
 * What the message says: templates read, proven before the first send, chosen and filled in.
 * <p>
 * May import {@code setting}, {@code log}, {@code event}, {@code reload} and {@code connector}. Knows neither Kafka nor Twilio's API.
 */
package dev.smsverification.template;
