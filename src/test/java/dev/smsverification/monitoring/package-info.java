/**
 * The rules and the dashboard, held against a worker that runs. Needs the package {@code prometheus} of Debian, which brings
 * {@code promtool}; where it is missing, these tests are skipped and say so.
 */
package dev.smsverification.monitoring;
