/**
 * One trace for what is done about a request: handling, calls to the provider, records written, attempt after attempt. Off
 * unless there is somewhere to send it. May import {@code setting}, {@code log}, {@code topic} and {@code event}.
 */
package dev.smsverification.tracing;
