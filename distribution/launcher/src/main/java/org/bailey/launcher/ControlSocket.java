package org.bailey.launcher;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The door for {@code bin/bailey}: a Unix-domain socket that only the appliance's own user can reach.
 *
 * <p>A request is one command line, then a body, ended by closing the sending side. The answer is one line with the
 * exit code, then text. The socket's path stands in {@code run/control}: a path longer than the system's
 * {@value #LONGEST_PATH} bytes moves the socket to a private folder of the temporary directory.
 */
final class ControlSocket implements AutoCloseable {
    private static final int LONGEST_PATH = 100;
    /** How long one client may take for its request, and for taking its answer, while others wait for their turn. */
    private static final long CLIENT_MILLIS = 5000;

    /** Carries out one command. */
    interface Commands {
        Answer answer(String command, String body);
    }

    /** What goes back to the terminal. */
    record Answer(int exitCode, String text) {}

    private final ServerSocketChannel server;
    private final Path socket;
    private final Path pointer;
    private final @Nullable Path ownFolder;
    private final Commands commands;

    private ControlSocket(
            ServerSocketChannel server, Path socket, Path pointer, @Nullable Path ownFolder, Commands commands) {
        this.server = server;
        this.socket = socket;
        this.pointer = pointer;
        this.ownFolder = ownFolder;
        this.commands = commands;
    }

    static ControlSocket open(DataDirectory data, Commands commands) throws IOException {
        Path socket = data.path("run/control.sock");
        Path ownFolder = null;
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            ownFolder = Files.createTempDirectory("bailey-");
            socket = ownFolder.resolve("control.sock");
        }
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Path pointer = data.path("run/control");
        Files.writeString(pointer, socket.toString());
        ControlSocket control = new ControlSocket(server, socket, pointer, ownFolder, commands);
        Thread thread = new Thread(control::serve, "bailey-control-0");
        thread.setDaemon(true);
        thread.start();
        return control;
    }

    Path path() {
        return socket;
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                answer(client);
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                System.err.println("A command could not be answered: " + e);
            }
        }
    }

    private void answer(SocketChannel client) throws IOException {
        Patience patience = new Patience(client, CLIENT_MILLIS);
        String request = new String(patience.readAll(), StandardCharsets.UTF_8);
        int end = request.indexOf('\n');
        String command = end < 0 ? request : request.substring(0, end);
        Answer answer = carryOut(command, end < 0 ? "" : request.substring(end + 1));
        String reply = answer.exitCode() + "\n" + answer.text();
        new Patience(client, CLIENT_MILLIS).write(reply.getBytes(StandardCharsets.UTF_8));
    }

    private Answer carryOut(String command, String body) {
        try {
            return commands.answer(command, body);
        } catch (RuntimeException e) {
            return new Answer(ExitCode.SOFTWARE.number(), command + " broke: " + e);
        }
    }

    /** Sends one command to the appliance on {@code data}. */
    static Answer ask(Path data, String command, String body) throws IOException {
        Path socket = Path.of(Files.readString(data.resolve("run/control")));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer bytes = ByteBuffer.wrap((command + "\n" + body).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.shutdownOutput();
            String reply = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            int end = reply.indexOf('\n');
            return new Answer(Integer.parseInt(reply.substring(0, end)), reply.substring(end + 1));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(pointer);
        if (ownFolder != null) {
            Files.deleteIfExists(ownFolder);
        }
    }
}
