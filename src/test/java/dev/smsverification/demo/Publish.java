package dev.smsverification.demo;

import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.QuietLogging;
import dev.smsverification.testing.Request;

/** Publishes one request: {@code Publish BOOTSTRAP_SERVERS PHONE USAGE_TYPE CODE}. */
public final class Publish {

    private Publish() {}

    public static void main(String[] arguments) {
        if (arguments.length != 4) {
            System.err.println("Usage: Publish BOOTSTRAP_SERVERS PHONE USAGE_TYPE CODE");
            System.exit(2);
        }
        QuietLogging.apply();
        try (Publisher publisher = new Publisher(arguments[0])) {
            Request request = Request.to(arguments[1], arguments[3]).usageType(arguments[2]);
            publisher.publish(request);
            System.out.println("Published as " + request.id());
        }
    }
}
