package org.bailey.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Reads from and writes to a client that has to be done within some time. */
final class Patience {
    private final SocketChannel client;
    private final long millis;
    private final long end;

    Patience(SocketChannel client, long millis) throws IOException {
        this.client = client;
        this.millis = millis;
        this.end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        client.configureBlocking(false);
    }

    /** {@return everything until the client closes its sending side} */
    byte[] readAll() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        try (Selector selector = Selector.open()) {
            client.register(selector, SelectionKey.OP_READ);
            while (client.read(buffer.clear()) >= 0) {
                if (buffer.position() == 0) {
                    await(selector, "finish its request");
                }
                read.write(buffer.array(), 0, buffer.position());
            }
        }
        return read.toByteArray();
    }

    void write(byte[] answer) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        try (Selector selector = Selector.open()) {
            client.register(selector, SelectionKey.OP_WRITE);
            while (bytes.hasRemaining()) {
                if (client.write(bytes) == 0) {
                    await(selector, "take its answer");
                }
            }
        }
    }

    private void await(Selector selector, String what) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new IOException("a client did not " + what + " within " + millis + " ms");
        }
        selector.select(left);
        selector.selectedKeys().clear();
    }
}
