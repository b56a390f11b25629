package dev.smsverification.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.smsverification.testing.TwilioStandIn.Message;

/** The newest accepted messages, oldest first; bounded, so that a long chaos run does not eat the memory. */
final class StandInMessages {

    private static final int KEPT = 500_000;

    private final Deque<Message> messages = new ArrayDeque<>();

    synchronized void add(Message message) {
        if (messages.size() == KEPT) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    synchronized List<Message> all() {
        return List.copyOf(messages);
    }

    /** Newest first, as Twilio lists them. */
    synchronized List<Message> sentTo(String to) {
        return messages.stream().filter(message -> message.to().equals(to)).toList().reversed();
    }

    synchronized void clear() {
        messages.clear();
    }
}
