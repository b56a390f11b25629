/** What operators see: health. May import {@code event} and {@code delivery}. */
package dev.smsverification.ops;
