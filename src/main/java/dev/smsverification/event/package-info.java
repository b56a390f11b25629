/**
 * What comes in: the request record, told apart from what is not one, and the words of the contract that every step
 * shares. Imports no other package.
 */
package dev.smsverification.event;
