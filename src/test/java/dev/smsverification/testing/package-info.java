/** Stand-ins for the systems around the worker, for tests and the demo. Never in the production jar. */
package dev.smsverification.testing;
