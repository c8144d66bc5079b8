package org.bailey.console.provider;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Remembers what was answered. */
final class FakeResponse {
    final Map<String, String> headers = new HashMap<>();
    int status = 200;
    private final StringWriter text = new StringWriter();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    String body() {
        return text + bytes.toString(StandardCharsets.UTF_8);
    }

    HttpServletResponse response() {
        PrintWriter writer = new PrintWriter(text, true);
        return (HttpServletResponse) Proxy.newProxyInstance(
                FakeResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, with) -> {
                    switch (called.getName()) {
                        case "setHeader", "addHeader" -> headers.put((String) with[0], (String) with[1]);
                        case "setStatus" -> status = (Integer) with[0];
                        case "sendRedirect" -> {
                            status = 302;
                            headers.put("Location", (String) with[0]);
                        }
                        case "getWriter" -> {
                            return writer;
                        }
                        case "getOutputStream" -> {
                            return new Bytes();
                        }
                        case "setContentType", "setCharacterEncoding" ->
                            headers.put(called.getName(), (String) with[0]);
                        case "setContentLength" -> headers.put("Content-Length", String.valueOf(with[0]));
                        default -> throw new UnsupportedOperationException(called.getName());
                    }
                    return null;
                });
    }

    private final class Bytes extends ServletOutputStream {
        @Override
        public void write(int b) {
            bytes.write(b);
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
