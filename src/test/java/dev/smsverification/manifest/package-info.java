/** Whether what deploys the worker is valid, and fits what the worker does. */
package dev.smsverification.manifest;
