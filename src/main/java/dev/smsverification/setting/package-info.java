/**
 * What a single setting may be, beyond its type: converters for SmallRye Config that say what would be right.
 * Imports no other package.
 */
package dev.smsverification.setting;
