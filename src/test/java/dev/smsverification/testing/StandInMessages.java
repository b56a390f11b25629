package dev.smsverification.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.smsverification.testing.TwilioStandIn.Message;
import dev.smsverification.testing.TwilioStandIn.Post;

/** The newest messages, oldest first; bounded, so that a long run does not eat the memory. */
final class StandInMessages {

    private static final int KEPT = 500_000;

    private final Deque<Message> accepted = new ArrayDeque<>();
    private final Deque<Post> posts = new ArrayDeque<>();

    synchronized void posted(Message message, StandInAnswer answer) {
        if (answer.accepts()) {
            add(message, accepted);
        }
        add(new Post(message.to(), message.body(), Optional.of(message.sid()).filter(_ -> answer.accepts()),
                answer.answers(), answer.retryAfter(), message.at()), posts);
    }

    /** Those that were accepted since the last {@link #clear()}. */
    synchronized List<Message> all() {
        return List.copyOf(accepted);
    }

    /** Newest first, as Twilio lists them. */
    synchronized List<Message> sentTo(String to) {
        return accepted.stream().filter(message -> message.to().equals(to)).toList().reversed();
    }

    /** Accepted or refused, cleared or not. */
    synchronized List<Post> everPosted() {
        return List.copyOf(posts);
    }

    synchronized void clear() {
        accepted.clear();
    }

    private static <T> void add(T newest, Deque<T> kept) {
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(newest);
    }
}
