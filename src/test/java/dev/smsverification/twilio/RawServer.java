package dev.smsverification.twilio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that can misbehave below HTTP. Each connection is talked to as the test says, then closed. */
final class RawServer implements AutoCloseable {

    interface Conversation {

        void with(Socket socket) throws IOException;
    }

    /** An answer to a message. */
    static final String ACCEPTED = "HTTP/1.1 201 Created\r\nContent-Length: 44\r\n\r\n{\"sid\":\"SM" + "0a".repeat(16)
            + "\"}";

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    RawServer(Conversation conversation) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(conversation));
    }

    /** Answers each request with these bytes. */
    static Conversation answering(String bytes) {
        return socket -> {
            readRequest(socket);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        };
    }

    /** Lets the connection be, open and silent. */
    static void stayOpen(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // Whatever comes is swallowed.
        }
    }

    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** The request, headers and form. */
    static String readRequest(Socket socket) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        StringBuilder request = new StringBuilder();
        int length = 0;
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            request.append(line).append('\n');
            if (line.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(line.substring("content-length:".length()).strip());
            }
        }
        char[] form = new char[length];
        for (int read = 0; read < length;) {
            read += reader.read(form, read, length - read);
        }
        return request.append('\n').append(form).toString();
    }

    String url(String scheme) {
        return scheme + "://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept(Conversation conversation) {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> converse(conversation, socket));
            }
        } catch (SocketException _) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void converse(Conversation conversation, Socket socket) {
        try (socket) {
            conversation.with(socket);
        } catch (IOException _) {
            // The client has gone, as some tests want it to.
        }
    }
}
