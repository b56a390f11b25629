/** What operators see: health. May import {@code event}, {@code delivery} and {@code connector}. */
package dev.smsverification.ops;
