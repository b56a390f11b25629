/** Log lines of one form, with keys that never change. Imports no other package. */
package dev.smsverification.log;
