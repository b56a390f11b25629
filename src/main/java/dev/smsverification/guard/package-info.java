/** What must not be sent, however well formed it is. May import {@code event}. */
package dev.smsverification.guard;
