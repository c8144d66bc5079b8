package org.bailey.lab.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.lab.wire.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that sends and receives the media of all calls of one phone. */
public final class MediaEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("org.bailey.lab");
    private static final long TICK_MILLIS = 5;

    private final Selector selector;
    private final List<MediaLine> lines = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    public MediaEngine() {
        try {
            selector = Selector.open();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        thread = Loop.thread(this::loop);
        thread.start();
    }

    /** A line that sends the tone once it knows where to, and listens at once. */
    public AudioLine audio(InetAddress address, int toneHz, long ssrc) throws IOException {
        return add(new AudioLine(MediaPorts.open(address), ssrc, new Tone(toneHz), this::forget));
    }

    /** A line that sends the test picture once it knows where to. */
    public VideoLine video(InetAddress address, long ssrc) throws IOException {
        return add(new VideoLine(MediaPorts.open(address), ssrc, this::forget));
    }

    private <T extends MediaLine> T add(T line) throws IOException {
        if (closed) {
            line.close();
            throw new IOException("the media engine is closed");
        }
        line.ports().rtp().register(selector, SelectionKey.OP_READ, line);
        line.ports().rtcp().register(selector, SelectionKey.OP_READ, line);
        lines.add(line);
        return line;
    }

    private void forget(MediaLine line) {
        lines.remove(line);
        selector.wakeup();
    }

    /** How many lines are open. */
    public int lines() {
        return lines.size();
    }

    private void loop() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
        try {
            while (!closed) {
                selector.select(TICK_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        receive((DatagramChannel) key.channel(), (MediaLine) key.attachment(), buffer);
                    }
                }
                selector.selectedKeys().clear();
                long now = System.nanoTime();
                lines.forEach(line -> line.tick(now));
            }
        } catch (IOException | RuntimeException broken) {
            log.error("the lab's media stopped: {}", broken.toString(), broken);
        }
    }

    private static void receive(DatagramChannel channel, MediaLine line, ByteBuffer buffer) {
        try {
            for (int i = 0; i < 64; i++) {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                if (from == null) {
                    return;
                }
                buffer.flip();
                line.received(buffer, from);
            }
        } catch (IOException unreachable) {
            log.trace("media: {}", unreachable.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(2_000);
            List.copyOf(lines).forEach(MediaLine::close);
            selector.selectNow();
            selector.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException ended) {
            log.trace("media: {}", ended.toString());
        }
    }
}
