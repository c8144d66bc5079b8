package org.bailey.sip.provider;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP peer that writes whatever bytes a test wants. */
final class RawPeer implements AutoCloseable {
    private final Socket socket;

    RawPeer(InetSocketAddress address) {
        try {
            socket = new Socket(address.getAddress(), address.getPort());
            socket.setSoTimeout(5000);
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        }
    }

    RawPeer write(String text) {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawPeer write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** {@return one message without body, or what came before the end of the stream} */
    String read() {
        StringBuilder text = new StringBuilder();
        try {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                text.append((char) b);
                if (text.length() > 4 && text.substring(text.length() - 4).equals("\r\n\r\n")) {
                    break;
                }
            }
            return text.toString();
        } catch (IOException silent) {
            return text + "(" + silent.getMessage() + ")";
        }
    }

    int readByte() {
        try {
            return socket.getInputStream().read();
        } catch (IOException silent) {
            return -2;
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
