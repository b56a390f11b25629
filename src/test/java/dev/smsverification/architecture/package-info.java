/** How the code may be put together. */
package dev.smsverification.architecture;
