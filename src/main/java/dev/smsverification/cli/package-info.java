/** The command line: where the program starts. May import everything. */
package dev.smsverification.cli;
