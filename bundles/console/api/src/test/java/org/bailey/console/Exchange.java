package org.bailey.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ReadListener;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One request of an administrator named {@code anna}, and what came back. */
public final class Exchange {
    private final Map<String, Object> attributes = new HashMap<>();
    private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
    private int status = 200;

    private Exchange() {}

    /** @param path what follows the servlet's own path, with slash and query; empty for nothing */
    public static Exchange with(Servlet servlet, String method, String path, String body)
            throws ServletException, IOException {
        Exchange exchange = new Exchange();
        String[] parts = path.split("\\?name=");
        InputStream bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        HttpServletRequest request = like(HttpServletRequest.class, (proxy, called, with) -> switch (called.getName()) {
            case "getMethod" -> method;
            case "getPathInfo" -> parts[0].isEmpty() ? null : parts[0];
            case "getParameter" -> parts.length > 1 ? parts[1] : null;
            case "getInputStream" -> new In(bytes);
            case "getAttribute" -> exchange.attributes.get((String) with[0]);
            case "setAttribute" -> exchange.attributes.put((String) with[0], with[1]);
            default -> throw new UnsupportedOperationException(called.getName());
        });
        new ConsoleUser("anna", ConsoleUser.Role.ADMIN).attach(request);
        servlet.service(request, like(HttpServletResponse.class, (proxy, called, with) -> switch (called.getName()) {
            case "setStatus" -> exchange.status = (Integer) with[0];
            case "getOutputStream" -> new Out(exchange.answered);
            case "setContentType", "setHeader", "setContentLength" -> null;
            default -> throw new UnsupportedOperationException(called.getName());
        }));
        return exchange;
    }

    private static <T> T like(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Exchange.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** {@return the status} */
    public int status() {
        return status;
    }

    /** {@return the body} */
    public JsonObject json() {
        try (var reader = Json.createReader(new ByteArrayInputStream(answered.toByteArray()))) {
            return reader.readObject();
        }
    }

    private static final class In extends ServletInputStream {
        private final InputStream bytes;

        In(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Out extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        Out(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int octet) {
            bytes.write(octet);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
